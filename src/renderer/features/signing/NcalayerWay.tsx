import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { WireFault } from '#core/contract/operation.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { pageLanguage } from '#renderer/i18n/format.ts'

interface NcalayerWayProps {
  readonly preparationId: string
  readonly onDone: (signed: OutputOf<'signing/signWithNcalayer'>) => void
  /** What was prepared has grown old. */
  readonly onGone: () => void
  /** The thing to be signed may not be signed. */
  readonly isDisabled: boolean
}

type Signing =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly stop: () => void }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly fault: WireFault }

/** The second way to a signature, offered where NCALayer answers: keys that no token here holds. */
export function NcalayerWay({ preparationId, onDone, onGone, isDisabled }: NcalayerWayProps) {
  const { t } = useTranslation('signing')
  const query = useQuery('signing/ncalayer', {}, { refreshOn: ['token/changed'] })
  const [signing, setSigning] = useState<Signing>({ state: 'idle' })
  if (query.value?.answers !== true && signing.state === 'idle') return null

  const sign = async (): Promise<void> => {
    let cancel = (): void => {}
    let isStopped = false
    const stop = (): void => {
      isStopped = true
      cancel()
    }
    setSigning({ state: 'working', stop })
    const answer = await getBridge().api['signing/signWithNcalayer'](
      { preparationId, language: pageLanguage() },
      (offered) => (cancel = offered),
    )
    if (answer.ok) return onDone(answer.value)
    setSigning(isStopped ? { state: 'stopped' } : { state: 'failed', fault: answer.error })
    if (answer.error.tag === 'signing/preparationGone') onGone()
    query.refresh()
  }

  return (
    <section className="stack signing-ncalayer" aria-label="NCALayer">
      {signing.state === 'failed' && <FaultLine fault={signing.fault} />}
      {signing.state === 'stopped' && <Notice tone="info">{t('ncalayer.stopped')}</Notice>}
      {signing.state === 'working' ? (
        <div className="signing-working" role="status">
          <progress aria-label={t('ncalayer.sign')} />
          <span className="grow">{t('ncalayer.working')}</span>
          <Button onPress={signing.stop}>{t('cancel')}</Button>
        </div>
      ) : (
        <>
          <p className="secondary">{t('ncalayer.next')}</p>
          <div className="row">
            <Button isDisabled={isDisabled} onPress={() => void sign()}>
              {t('ncalayer.sign')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
