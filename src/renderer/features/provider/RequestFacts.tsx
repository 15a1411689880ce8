import { FileText, Stamp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { isShown, type ServiceDefinition } from '#core/domain/service.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { shownAnswer } from '#renderer/features/intake/steps/review/ReviewAnswers.tsx'
import { SignatureReportView } from '#renderer/features/signing/SignatureReportView.tsx'
import { formatDate, formatDateTime, formatIin, formatPhone, localText } from '#renderer/i18n/format.ts'

interface RequestFactsProps {
  readonly view: CaseView
  readonly definition: ServiceDefinition
  readonly shown: number | 'decision'
  readonly onShow: (shown: number | 'decision') => void
  readonly decisionTitle: string
  readonly hasDecision: boolean
}

/** The request as it was signed: who, what, which documents, whose signature. */
export function RequestFacts({ view, definition, shown, onShow, decisionTitle, hasDecision }: RequestFactsProps) {
  const { t } = useTranslation('provider')
  const signing = useTranslation('signing').t
  const { request, requestReport } = view
  return (
    <div className="request-facts">
      <nav className="request-contents" aria-label={t('case.documents')}>
        {hasDecision && (
          <button type="button" className="request-item" aria-current={shown === 'decision'} onClick={() => onShow('decision')}>
            <Stamp aria-hidden />
            <span>{decisionTitle}</span>
          </button>
        )}
        {request?.documents.length === 0 && <p className="secondary">{t('case.noDocuments')}</p>}
        {request?.documents.map((document, index) => (
          <button key={document.sha256} type="button" className="request-item" aria-current={shown === index} onClick={() => onShow(index)}>
            <FileText aria-hidden />
            <span>
              {localText(document.title)}
              <span className="secondary request-item-detail">
                {t('case.pages', { count: document.pages })}, {t(document.originalSeen ? 'case.original' : 'case.copy')}
              </span>
            </span>
          </button>
        ))}
      </nav>
      {request !== undefined && <RequestData view={view} request={request} definition={definition} />}
      {requestReport !== undefined && (
        <details className="request-report" open={!requestReport.accepted}>
          <summary>
            {signing('report.title')}: {signing(requestReport.accepted ? 'report.accepted' : 'report.notAccepted')}
          </summary>
          <SignatureReportView report={requestReport} />
        </details>
      )}
    </div>
  )
}

function RequestData({
  view,
  request,
  definition,
}: {
  readonly view: CaseView
  readonly request: ServiceRequest
  readonly definition: ServiceDefinition
}) {
  const { t } = useTranslation('provider')
  const { applicant, representative, answers, centre, operator } = request
  const { evidence } = applicant
  const fields = definition.form
    .flatMap((page) => page.fields)
    .filter((field) => isShown(field.when, answers) && shownAnswer(field, answers[field.id]) !== '')
  return (
    <>
      <h2>{t('case.applicant')}</h2>
      <Definition
        items={[
          { label: t('case.applicant'), value: fullNameOf(applicant.name) },
          {
            label: t('case.iin'),
            value: (
              <>
                {formatIin(applicant.iin)}
                <div className={evidence.outcome === 'declared' ? 'due-soon' : 'secondary'}>
                  {evidence.outcome === 'declared'
                    ? t('case.declared')
                    : t('case.confirmed', { time: formatDateTime(evidence.answeredAt) })}
                </div>
              </>
            ),
          },
          { label: t('case.birthDate'), value: formatDate(applicant.birthDate) },
          { label: t('case.address'), value: applicant.address },
          { label: t('case.phone'), value: formatPhone(applicant.phone) },
          ...(applicant.email === undefined ? [] : [{ label: t('case.email'), value: applicant.email }]),
          ...(representative === undefined
            ? []
            : [
                { label: t('case.representative'), value: `${fullNameOf(representative.name)}, ${formatIin(representative.iin)}` },
                {
                  label: t('case.authority'),
                  value: t('case.authorityLine', {
                    number: representative.authority.number,
                    notary: representative.authority.notary,
                    from: formatDate(representative.authority.issuedAt),
                    to: formatDate(representative.authority.expiresAt),
                  }),
                },
              ]),
        ]}
      />
      {fields.length > 0 && (
        <>
          <h2>{t('case.answers')}</h2>
          <Definition items={fields.map((field) => ({ label: localText(field.label), value: shownAnswer(field, answers[field.id]) }))} />
        </>
      )}
      <h2>{t('case.request')}</h2>
      <Definition
        items={[
          ...(view.registeredAt === undefined ? [] : [{ label: t('case.registeredAt'), value: formatDateTime(view.registeredAt) }]),
          ...(view.deadline === undefined ? [] : [{ label: t('case.due'), value: <strong>{formatDate(view.deadline.dueOn)}</strong> }]),
          { label: t('case.centre'), value: localText(centre.name) },
          { label: t('case.operator'), value: operator.fullName },
        ]}
      />
    </>
  )
}
