import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { WireFault } from '#core/contract/operation.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { formatBytes } from '#renderer/i18n/format.ts'
import { CarrierProgress } from './CarrierProgress.tsx'
import { CarrierWrite } from './CarrierWrite.tsx'
import { useCarrierProgress } from './use-carrier-progress.ts'

type Export =
  | { readonly state: 'idle'; readonly fault?: WireFault }
  | { readonly state: 'preparing' }
  | { readonly state: 'prepared'; readonly prepared: OutputOf<'carrier/prepare'> }
  | { readonly state: 'written'; readonly path: string }

/** The queue into one file on a stick: read whole, signed, written. It stays in the queue. */
export function CarrierExport() {
  const { t } = useTranslation('outbox')
  const [shown, setShown] = useState<Export>({ state: 'idle' })
  const cancel = useRef<() => void>(() => {})
  const progress = useCarrierProgress(shown.state === 'preparing')

  const prepare = async (): Promise<void> => {
    setShown({ state: 'preparing' })
    const answer = await getBridge().api['carrier/prepare']({}, (offered) => (cancel.current = offered))
    setShown(answer.ok ? { state: 'prepared', prepared: answer.value } : { state: 'idle', fault: answer.error })
  }

  return (
    <Panel title={t('carrier.title')}>
      <p className="secondary">{t('carrier.intro')}</p>
      {shown.state === 'idle' && shown.fault !== undefined && <FaultLine fault={shown.fault} />}
      {shown.state === 'written' && <Notice tone="good">{t('carrier.written', { path: shown.path })}</Notice>}
      {shown.state === 'preparing' && (
        <div className="row">
          {progress !== undefined && <CarrierProgress {...progress} text={t('carrier.preparing', progress)} />}
          <Button onPress={() => cancel.current()}>{t('carrier.cancel')}</Button>
        </div>
      )}
      {shown.state === 'prepared' && (
        <>
          <p>{t('carrier.prepared', { count: shown.prepared.items, size: formatBytes(shown.prepared.bytes) })}</p>
          <CarrierWrite
            preparationId={shown.prepared.preparationId}
            onGone={() => setShown({ state: 'idle' })}
            onDone={({ path }) => setShown({ state: 'written', path })}
          />
        </>
      )}
      {(shown.state === 'idle' || shown.state === 'written') && <Button onPress={() => void prepare()}>{t('carrier.prepare')}</Button>}
    </Panel>
  )
}
