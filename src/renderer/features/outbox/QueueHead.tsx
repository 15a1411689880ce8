import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useClock } from '#renderer/app/use-clock.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { stoppedBy } from './next-try.ts'
import { summaryOf } from './queue-text.ts'
import { countOf, type ShownOutbox } from './shown-job.ts'
import { kilobitsOf } from './upload-policy.ts'

interface QueueHeadProps {
  readonly view: ShownOutbox | undefined
  readonly uploadShown: boolean
  readonly onToggleUpload: () => void
}

/** The queue in a line, and what can be done with all of it. */
export function QueueHead({ view, uploadShown, onToggleUpload }: QueueHeadProps) {
  const { t } = useTranslation('outbox')
  const now = useClock()
  const [retryAll, retrying] = useOperation('outbox/retryAll')
  const [pause, pausing] = useOperation('outbox/pause')
  const paused = view?.queue.paused !== undefined
  // While the gateway is away, the band has the one try that means something.
  const maySend = view !== undefined && stoppedBy(view.queue) === undefined && countOf(view.counts, 'open') > 0
  const limit = view === undefined ? undefined : kilobitsOf(view.queue.upload)
  const fault = retrying.fault ?? pausing.fault
  useKeys([{ keys: 'Ctrl+Enter', label: t('queue.sendAll'), run: () => void retryAll({}), enabled: maySend }])
  return (
    <>
      <div className="outbox-head">
        <div className="grow">
          <h1>{t('title')}</h1>
          <p className="secondary" role="status">
            {view !== undefined && summaryOf(t, view, now)}
          </p>
        </div>
        {maySend && (
          <Button busy={retrying.busy} keys="Ctrl+Enter" onPress={() => void retryAll({})}>
            {t('queue.sendAll')}
          </Button>
        )}
        {view !== undefined && !paused && (
          <Button variant="quiet" busy={pausing.busy} onPress={() => void pause({})}>
            {t('queue.pauseAll')}
          </Button>
        )}
        {view !== undefined && (
          <Button variant="quiet" icon={uploadShown ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />} onPress={onToggleUpload}>
            {limit === undefined ? t('upload.titleNone') : t('upload.titleLimit', { limit })}
          </Button>
        )}
      </div>
      {fault !== undefined && <FaultLine fault={fault} />}
    </>
  )
}
