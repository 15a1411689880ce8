import { FileCheck, FileText, Stamp, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import { SignatureReportView } from '#renderer/features/signing/SignatureReportView.tsx'
import { formatDate, formatDateTime, localText } from '#renderer/i18n/format.ts'
import { paperStateOf } from './delivery.ts'
import { organisationItems, originItems, personItems } from './request-items.tsx'
import './request-facts.css'

/** What the work area shows: a document by its place, the intermediate paper, or the decision. */
export type Shown = number | 'decision' | 'intermediate'

interface RequestFactsProps {
  readonly view: CaseView
  readonly definition: ServiceDefinition
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
  readonly decisionTitle: string
}

/** The request as it was signed: who, what, which documents, whose signature. */
export function RequestFacts({ view, definition, shown, onShow, decisionTitle }: RequestFactsProps) {
  const { t } = useTranslation('provider')
  const signing = useTranslation('signing').t
  const { request, requestReport, intermediate, stage } = view
  return (
    <div className="request-facts">
      <nav className="request-contents" aria-label={t('case.documents')}>
        {stage !== 'registered' && (
          <ContentsItem icon={Stamp} isShown={shown === 'decision'} onPress={() => onShow('decision')} title={decisionTitle} />
        )}
        {intermediate !== undefined && (
          <ContentsItem
            icon={FileCheck}
            isShown={shown === 'intermediate'}
            onPress={() => onShow('intermediate')}
            title={t('paper.title')}
            detail={t(`paper.${paperStateOf(intermediate)}`)}
          />
        )}
        {request?.documents.length === 0 && <p className="secondary">{t('case.noDocuments')}</p>}
        {request?.documents.map((document, index) => (
          <ContentsItem
            key={document.sha256}
            icon={FileText}
            isShown={shown === index}
            onPress={() => onShow(index)}
            title={localText(document.title)}
            detail={`${t('case.pages', { count: document.pages })}, ${t(document.originalSeen ? 'case.original' : 'case.copy')}`}
          />
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

interface ContentsItemProps {
  readonly icon: LucideIcon
  readonly isShown: boolean
  readonly onPress: () => void
  readonly title: string
  readonly detail?: string
}

const ContentsItem = ({ icon: Icon, isShown, onPress, title, detail }: ContentsItemProps) => (
  <button type="button" className="request-item" aria-current={isShown} onClick={onPress}>
    <Icon aria-hidden />
    <span>
      {title}
      {detail !== undefined && <span className="secondary request-item-detail">{detail}</span>}
    </span>
  </button>
)

interface RequestDataProps {
  readonly view: CaseView
  readonly request: ServiceRequest
  readonly definition: ServiceDefinition
}

function RequestData({ view, request, definition }: RequestDataProps) {
  const { t } = useTranslation('provider')
  const form = useTranslation('form').t
  const organisation = organisationItems(t, request)
  const fields = fieldsOf(definition.form)
  const answers = answerItems(form, fields, request.answers, factsOfRequest(request))
  return (
    <>
      {organisation.length > 0 && (
        <>
          <h2>{t('case.organisation')}</h2>
          <Definition items={organisation} />
        </>
      )}
      <h2>{t(organisation.length > 0 ? 'case.head' : 'case.applicant')}</h2>
      <Definition items={personItems(t, request)} />
      {answers.length > 0 && (
        <>
          <h2>{t('case.answers')}</h2>
          <Definition items={answers} />
        </>
      )}
      <h2>{t('case.request')}</h2>
      <Definition
        items={[
          ...(view.registeredAt === undefined ? [] : [{ label: t('case.registeredAt'), value: formatDateTime(view.registeredAt) }]),
          ...(view.deadline === undefined ? [] : [{ label: t('case.due'), value: <strong>{formatDate(view.deadline.dueOn)}</strong> }]),
          ...(view.assigned === undefined
            ? []
            : [
                { label: t('case.executor'), value: view.assigned.fullName },
                { label: t('case.resolution'), value: view.assigned.resolution },
              ]),
          ...originItems(t, request),
        ]}
      />
    </>
  )
}
