import { useTranslation } from 'react-i18next'
import type { QueueStatus } from '#core/domain/outbox.ts'
import { useClock } from '#renderer/app/use-clock.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatSince } from '#renderer/i18n/format.ts'
import { remaining } from './next-try.ts'

/** Why nothing goes at all, and what ends it. */
export function QueueBands({ queue: { paused, circuit } }: { readonly queue: QueueStatus }) {
  const { t } = useTranslation('outbox')
  const now = useClock(1000)
  const [resume, resuming] = useOperation('outbox/resume')
  const [retryAll, retrying] = useOperation('outbox/retryAll')
  const end = (): void => void (paused === undefined ? retryAll({}) : resume({}))
  useKeys([
    {
      keys: 'Ctrl+Enter',
      label: t(paused === undefined ? 'queue.tryNow' : 'queue.resumeAll'),
      run: end,
      enabled: paused !== undefined || circuit.state === 'open',
    },
  ])
  if (paused !== undefined) {
    return (
      <>
        <Notice tone="warning">
          <div className="queue-band">
            <span className="grow">
              <strong>{t('queue.paused', { time: formatSince(paused.since, now), name: paused.by })}</strong> {t('queue.pausedText')}
            </span>
            <Button keys="Ctrl+Enter" busy={resuming.busy} onPress={end}>
              {t('queue.resumeAll')}
            </Button>
          </div>
        </Notice>
        {resuming.fault !== undefined && <FaultLine fault={resuming.fault} />}
      </>
    )
  }
  if (circuit.state === 'closed') return null
  const seconds = circuit.nextTryAt === undefined ? 0 : Math.ceil((Date.parse(circuit.nextTryAt) - now) / 1000)
  return (
    <>
      <Notice tone="warning">
        <div className="queue-band">
          <span className="grow">
            <strong>
              {circuit.since === undefined ? t('queue.away') : t('queue.awaySince', { time: formatSince(circuit.since, now) })}
            </strong>{' '}
            {t('queue.awayText')} {/* A figure that changes each second is read, not announced. */}
            <span aria-live="off">{seconds > 0 ? t('queue.nextTry', { duration: remaining(seconds) }) : t('queue.trying')}</span>
          </span>
          <Button keys="Ctrl+Enter" busy={retrying.busy} onPress={end}>
            {t('queue.tryNow')}
          </Button>
        </div>
      </Notice>
      {retrying.fault !== undefined && <FaultLine fault={retrying.fault} />}
    </>
  )
}
