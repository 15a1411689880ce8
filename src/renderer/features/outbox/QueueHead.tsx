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

/** What can be unfolded beneath the head. */
export type OutboxPanel = 'upload' | 'carrier'

interface QueueHeadProps {
  readonly view: ShownOutbox | undefined
  readonly panel: OutboxPanel | undefined
  readonly onPanel: (panel: OutboxPanel | undefined) => void
}

/** The queue in a line, and what can be done with all of it. */
export function QueueHead({ view, panel, onPanel }: QueueHeadProps) {
  const { t } = useTranslation('outbox')
  const now = useClock()
  const [retryAll, retrying] = useOperation('outbox/retryAll')
  const [pause, pausing] = useOperation('outbox/pause')
  const paused = view?.queue.paused !== undefined
  // While the gateway is away, the band has the one try that means something.
  const maySend = view !== undefined && stoppedBy(view.queue) === undefined && countOf(view.counts, 'open') > 0
  const limit = view === undefined ? undefined : kilobitsOf(view.queue.upload)
  const panels: Readonly<Record<OutboxPanel, string>> = {
    upload: limit === undefined ? t('upload.titleNone') : t('upload.titleLimit', { limit }),
    carrier: t('carrier.open'),
  }
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
        {view !== undefined &&
          Object.entries(panels).map(([name, title]) => (
            <Button
              key={name}
              variant="quiet"
              icon={panel === name ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
              onPress={() => onPanel(panel === name ? undefined : (name as OutboxPanel))}
            >
              {title}
            </Button>
          ))}
      </div>
      {fault !== undefined && <FaultLine fault={fault} />}
    </>
  )
}
