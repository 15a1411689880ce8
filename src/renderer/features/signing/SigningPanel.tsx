import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '#core/base/result.ts'
import type { OfferCancel } from '#core/contract/client.ts'
import type { WireFault } from '#core/contract/operation.ts'
import { go } from '#renderer/app/navigation.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { CertificateList, UnfitCertificates } from './CertificateList.tsx'
import { chosenOf, isStillOpen, orderCertificates } from './certificate-order.ts'
import { Hindrances } from './Hindrances.tsx'
import { KeptLogin } from './KeptLogin.tsx'
import { PinEntry } from './PinEntry.tsx'
import { takePin } from './take-pin.ts'
import './signing.css'

interface SigningPanelProps<Value> {
  readonly purpose: 'login' | 'request' | 'result'
  /** The signing itself, once the PIN waits in the token process under the ticket; without a ticket where the token is still logged in. */
  readonly onSign: (certificateId: string, ticket: string | undefined, offerCancel: OfferCancel) => Promise<Result<Value, WireFault>>
  readonly onDone: (value: Value) => void
  /** The thing to be signed is not there yet, or may not be signed. */
  readonly isDisabled?: boolean
  /** Several are signed with one PIN. */
  readonly batch?: { readonly done: number; readonly total: number }
}

type Signing =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly stop: () => void; readonly stopping: boolean }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly fault: WireFault }

const processDown: WireFault = { tag: 'token/processDown', remedy: 'retry' }

/** Certificate, PIN, signature. Faults keep everything as it is; the token's comings and goings refresh the list. */
export function SigningPanel<Value>({ purpose, onSign, onDone, isDisabled = false, batch }: SigningPanelProps<Value>) {
  const { t } = useTranslation('signing')
  const query = useQuery('signing/certificates', { purpose }, { refreshOn: ['token/changed'] })
  const [chosenId, setChosenId] = useState<string>()
  const [signing, setSigning] = useState<Signing>({ state: 'idle' })
  const [confirmed, setConfirmed] = useState(false)
  const [emptyPin, setEmptyPin] = useState(false)
  const pin = useRef<HTMLInputElement>(null)

  const ordered = orderCertificates(query.value?.tokens ?? [])
  const candidate = chosenOf(ordered, chosenId)
  const certificateId = candidate?.choice.certificateId
  const pinState = candidate?.token.pinState
  const kept = candidate !== undefined && isStillOpen(candidate)
  const working = signing.state === 'working'
  const mayEnter = candidate !== undefined && pinState !== 'locked' && !isDisabled && (pinState !== 'finalTry' || confirmed)
  const verb = purpose === 'login' ? t('login') : batch === undefined ? t('sign') : t('signBatch', { count: batch.total - batch.done })

  useEffect(() => {
    // What is to be signed stays in sight: the PIN's field comes into view as soon as it is typed into.
    if (mayEnter && !working) pin.current?.focus({ preventScroll: true })
  }, [certificateId, mayEnter, working])

  const sign = async (): Promise<void> => {
    if (certificateId === undefined || !mayEnter || working) return
    const bytes = kept || pin.current === null ? undefined : takePin(pin.current)
    setEmptyPin(!kept && bytes === undefined)
    if (!kept && bytes === undefined) return pin.current?.focus()
    const ticket = bytes && crypto.randomUUID()
    let cancel = (): void => {}
    setSigning({ state: 'working', stop: () => cancel(), stopping: false })
    const left = ticket === undefined || bytes === undefined || (await getBridge().leavePin(ticket, bytes))
    const answer: Result<Value, WireFault> = left
      ? await onSign(certificateId, ticket, (offered) => (cancel = offered))
      : { ok: false, error: processDown }
    setConfirmed(false)
    if (answer.ok) {
      setSigning({ state: 'idle' })
      return onDone(answer.value)
    }
    setSigning(answer.error.tag === 'token/cancelled' ? { state: 'cancelled' } : { state: 'failed', fault: answer.error })
    // How many tries are left is to be seen before the next one.
    query.refresh()
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void sign()
  }
  useKeys([{ keys: 'F8', label: verb, run: () => void sign(), enabled: mayEnter && !working }])

  const empty = query.value !== undefined && query.value.tokens.length === 0
  return (
    <form className="signing" onSubmit={submit} aria-label={purpose === 'login' ? t('loginTitle') : t('title')} autoComplete="off">
      {query.state === 'loading' && (
        <>
          <p className="hidden-visually" role="status">
            {t('loading')}
          </p>
          <Skeleton lines={3} />
        </>
      )}
      {query.fault !== undefined && query.fault.tag !== 'token/absent' && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {(empty || query.fault?.tag === 'token/absent') && <EmptyState title={t('noTokens')} text={t('noTokensText')} />}
      {query.value !== undefined && ordered.fitting.length === 0 && <Hindrances hindrances={query.value.hindrances} />}
      {!empty && query.value !== undefined && (
        <CertificateList fitting={ordered.fitting} chosen={certificateId} onChoose={setChosenId} isDisabled={working} />
      )}
      {kept && <KeptLogin isDisabled={working} />}
      {candidate !== undefined && !kept && (
        <PinEntry
          ref={pin}
          pinState={candidate.token.pinState}
          isDisabled={!mayEnter || working}
          isEmpty={emptyPin}
          confirmed={confirmed}
          onConfirm={setConfirmed}
        />
      )}
      {batch !== undefined && candidate?.choice.asksEachTime === true && <Notice tone="info">{t('asksEachTime')}</Notice>}
      {signing.state === 'failed' && <FaultLine fault={signing.fault} />}
      {signing.state === 'failed' && purpose !== 'login' && (
        <div className="row">
          <Button onPress={() => go({ name: 'check' })}>{t('check')}</Button>
        </div>
      )}
      {signing.state === 'cancelled' && <Notice tone="info">{t('cancelled')}</Notice>}
      {signing.state === 'working' ? (
        <div className="signing-working" role="status">
          <progress aria-label={verb} {...(batch === undefined ? {} : { value: batch.done, max: batch.total })} />
          <span className="grow">
            {signing.stopping
              ? t('cancelling')
              : batch === undefined
                ? t(purpose === 'login' ? 'workingLogin' : 'working')
                : t('workingBatch', batch)}
          </span>
          <Button
            isDisabled={signing.stopping}
            onPress={() => {
              signing.stop()
              setSigning({ ...signing, stopping: true })
            }}
          >
            {t('cancel')}
          </Button>
        </div>
      ) : (
        candidate !== undefined && (
          <div className="row">
            <Button type="submit" variant="primary" keys="F8" isDisabled={!mayEnter}>
              {verb}
            </Button>
          </div>
        )
      )}
      <UnfitCertificates others={ordered.others} isOpen={ordered.fitting.length === 0} />
    </form>
  )
}
