import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useHostEvent } from '#renderer/bridge/use-event.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'
import { countOf, type GroupItem, leftOf, stateOf } from './group-signing.ts'
import { useGroup } from './group-store.ts'
import { ItemLine } from './ItemLine.tsx'

/** The ticked decisions: PIN, progress, and what became of each. */
export function GroupBatch({ items }: { readonly items: readonly GroupItem[] }) {
  const { t } = useTranslation('group')
  const { stopped, leave, progress, stop } = useGroup()
  useHostEvent('signing/progress', progress)
  const left = leftOf(items)
  const isRunning = items.some((item) => stateOf(item) === 'signing')
  const isOver = left.length === 0
  const [signed, failed] = [countOf(items, 'signed'), countOf(items, 'failed')]
  useKeys([{ keys: 'Esc', label: t(isOver ? 'toList' : 'backToList'), run: leave, enabled: !isRunning }])

  const onDone = ({ items: done, stopped: why }: OutputOf<'signing/signBatch'>): void => {
    // The events say the same; whoever lost one learns it here.
    for (const item of done) progress(item)
    stop(why)
  }
  return (
    <div className="group">
      <header className="screen-title">
        <h1>{t('batch.title', { count: items.length })}</h1>
        <span className="secondary" role="status">
          {t('batch.counts', { signed, failed, left: left.length })}
        </span>
        <span className="grow" />
        <Button keys="Esc" isDisabled={isRunning} onPress={leave}>
          {t(isOver ? 'toList' : 'backToList')}
        </Button>
      </header>
      <div className="group-beside">
        <ol className="group-items" aria-label={t('batch.items')}>
          {items.map((item) => (
            <ItemLine key={item.one.line.caseId} item={item} />
          ))}
        </ol>
        <div className="group-pin">
          {isOver ? (
            <Notice tone={failed > 0 ? 'warning' : 'good'}>
              {t(failed > 0 ? 'batch.doneWithFailures' : 'batch.done', { signed, failed })}
            </Notice>
          ) : (
            <>
              <p>{t('batch.words', { count: left.length })}</p>
              {stopped !== undefined && !isRunning && (
                <>
                  <Notice tone="warning">{t('batch.stopped', { signed, left: left.length })}</Notice>
                  {stopped.tag !== 'token/cancelled' && stopped.tag !== 'token/noPin' && <FaultLine fault={stopped} />}
                  {stopped.tag === 'token/noPin' && <Notice tone="info">{t('batch.pinAgain')}</Notice>}
                </>
              )}
              <SigningPanel
                purpose="result"
                batch={{ done: items.length - left.length, total: items.length }}
                onSign={async (certificateId, ticket, offerCancel) => {
                  stop(undefined)
                  const preparationIds = left.map(({ preview }) => preview.preparationId)
                  const answer = await getBridge().api['signing/signBatch'](
                    { preparationIds, certificateId, ...(ticket === undefined ? {} : { ticket }) },
                    offerCancel,
                  )
                  if (!answer.ok) return answer
                  const { items: done, stopped: why } = answer.value
                  // Nothing happened but the fault: it is said where the PIN is, as for a single signature.
                  return why !== undefined && done.every(({ outcome }) => outcome === 'left') ? { ok: false, error: why } : answer
                }}
                onDone={onDone}
              />
            </>
          )}
        </div>
      </div>
    </div>
  )
}
