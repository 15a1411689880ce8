import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { applicantName } from '#core/domain/request.ts'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { formatDate, formatDateTime, formatNumber, localText, pageLanguage } from '#renderer/i18n/format.ts'
import { calledOffBecause } from '#renderer/features/outbox/shown-job.ts'
import { VisitList } from '#renderer/features/intake/VisitList.tsx'
import { ReceiptDesk } from './ReceiptDesk.tsx'
import { RefusalReceiptDesk } from './RefusalReceiptDesk.tsx'
import './sent.css'

interface SentScreenProps {
  readonly caseId: CaseId
  /** What the check of the certificate said at signing; absent where the screen was opened later. */
  readonly revocation: 'good' | 'unknown' | undefined
}

/** After the signature: the number to be read aloud, the receipt, the next person. */
export function SentScreen({ caseId, revocation }: SentScreenProps) {
  const { t } = useTranslation(['intake', 'outbox'])
  const query = useQuery('case/get', { caseId, screen: 'intake' }, { refreshOn: ['case/changed'] })
  if (query.value === undefined)
    return (
      <div className="screen">
        {query.fault === undefined ? <Skeleton lines={8} /> : <FaultLine fault={query.fault} onRetry={query.refresh} />}
      </div>
    )
  if (query.value.stage === 'receptionRefused') {
    return (
      <div className="screen sent">
        <div className="sent-facts">
          <h1>{t('refuse.done')}</h1>
          <Notice tone="info">{t('refuse.doneText')}</Notice>
          <NextPerson />
        </div>
        <RefusalReceiptDesk caseId={caseId} />
      </div>
    )
  }
  if (query.value.stage === 'cancelled') {
    const calledOff = calledOffBecause(query.value)
    return (
      <div className="screen">
        <h1>{t(calledOff === undefined ? 'refuse.done' : 'sent.calledOff')}</h1>
        <Notice tone="info">{calledOff === undefined ? t('refuse.doneText') : t('outbox:caseCalledOff', { reason: calledOff })}</Notice>
        <NextPerson />
      </div>
    )
  }
  return <Sent view={query.value} revocation={revocation} />
}

const nextPerson = (): void => go({ name: 'services' })

function NextPerson() {
  const { t } = useTranslation('intake')
  useKeys([{ keys: 'F3', label: t('sent.nextPerson'), run: nextPerson }])
  return (
    <div className="row">
      <Button variant="primary" keys="F3" onPress={nextPerson} autoFocus>
        {t('sent.nextPerson')}
      </Button>
    </div>
  )
}

function Sent({ view, revocation }: { readonly view: CaseView; readonly revocation: SentScreenProps['revocation'] }) {
  const { t } = useTranslation('intake')
  const [reopen, reopening] = useOperation('outbox/reopen')
  const number = view.number ?? view.provisionalNumber
  const sameApplicant = (): void => go({ name: 'services', applicantOf: view.caseId })
  const sameRepresentative = (): void => go({ name: 'services', representativeOf: view.caseId })
  useKeys([
    { keys: 'F3', label: t('sent.nextPerson'), run: nextPerson },
    { keys: 'Alt+S', run: sameApplicant },
    { keys: 'Alt+R', run: sameRepresentative, enabled: view.request?.representative !== undefined },
  ])

  const openAgain = async (): Promise<void> => {
    const answer = await reopen({ caseId: view.caseId })
    if (answer.ok) go({ name: 'services' })
    if (answer.ok) go({ name: 'intake', caseId: view.caseId })
  }
  return (
    <div className="screen sent">
      <div className="sent-facts">
        <header className="screen-title">
          <h1>{t('sent.title')}</h1>
          <StateBadge stage={view.stage} />
        </header>
        {number !== undefined && (
          <section className="sent-number" aria-label={t('sent.number')} aria-live="polite">
            <h2>{t('sent.number')}</h2>
            <p className="number-large">{formatNumber(number)}</p>
            {view.number === undefined && view.stage === 'queued' && <p className="secondary">{t('sent.provisional')}</p>}
          </section>
        )}
        {view.stage === 'rejected' && (
          <Notice tone="bad">
            <p>{t('sent.rejected')}</p>
            <Button busy={reopening.busy} onPress={() => void openAgain()}>
              {t('sent.reopen')}
            </Button>
          </Notice>
        )}
        {reopening.fault !== undefined && <FaultLine fault={reopening.fault} onRetry={() => void openAgain()} />}
        {revocation === 'unknown' && <Notice tone="warning">{t('sent.revocationUnknown')}</Notice>}
        <Definition
          items={[
            { label: t('sent.service'), value: localText(view.serviceName) },
            ...(view.request === undefined ? [] : [{ label: t('sent.applicant'), value: applicantName(view.request, pageLanguage()) }]),
            ...(view.number === undefined || view.provisionalNumber === undefined
              ? []
              : [{ label: t('sent.provisionalNumber'), value: <span className="mono">{formatNumber(view.provisionalNumber)}</span> }]),
            ...(view.registeredAt === undefined ? [] : [{ label: t('sent.registered'), value: formatDateTime(view.registeredAt) }]),
            {
              label: t('sent.due'),
              value: <strong>{view.deadline === undefined ? t('sent.dueUnknown') : formatDate(view.deadline.issueFrom)}</strong>,
            },
          ]}
        />
        <VisitList caseId={view.caseId} />
        <div className="row">
          <Button keys="F3" onPress={nextPerson}>
            {t('sent.nextPerson')}
          </Button>
          <Button keys="Alt+S" onPress={sameApplicant}>
            {t('sent.anotherService')}
          </Button>
          {view.request?.representative !== undefined && (
            <Button keys="Alt+R" onPress={sameRepresentative}>
              {t('sent.sameRepresentative')}
            </Button>
          )}
        </div>
      </div>
      {number !== undefined && <ReceiptDesk caseId={view.caseId} number={number} copies={view.receiptCopies} />}
    </div>
  )
}
