import { useTranslation } from 'react-i18next'
import { contradicts, type DeclaredCheck, type DeclaredSubject, registerOf } from '#core/domain/conflict.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import { feeFor } from '#core/domain/service.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import { formatDate, formatDateTime, formatIin, formatPhone, formatTenge, localText } from '#renderer/i18n/format.ts'

interface CaseDataProps {
  readonly request: ServiceRequest
  /** What the registers said later of what was declared. */
  readonly check?: DeclaredCheck | undefined
}

/** What was signed: applicant, organisation, representative, answers, payment. */
export function CaseData({ request, check }: CaseDataProps) {
  const { t } = useTranslation(['case', 'conflict'])
  const form = useTranslation('form').t
  const definition = useQuery('catalogue/get', { serviceId: request.service.id, version: request.service.version }).value
  const { applicant, organisation, representative, answers, payment, operator } = request
  const evidenceOf = ({ evidence }: Pick<typeof applicant, 'evidence'>, subject: 'applicant' | 'organisation'): string => {
    const register = t(`registers.${registerOf[subject]}`)
    if (evidence.outcome === 'confirmed') return t('data.confirmed', { register, time: formatDateTime(evidence.answeredAt) })
    return [t('data.declared', { register }), checkedText(subject, register)].filter(Boolean).join('; ')
  }
  const checkedText = (subject: DeclaredSubject, register: string): string => {
    if (check?.unanswered.includes(subject) === true) return t('conflict:checked.unanswered', { register })
    const finding = check?.findings.find((one) => one.subject === subject)
    if (finding === undefined) return ''
    const time = formatDateTime(finding.answeredAt)
    return contradicts(finding) ? t('conflict:checked.differs', { register, time }) : t('conflict:checked.agrees', { register, time })
  }
  const authority = representative?.authority
  const fee = definition === undefined ? undefined : feeFor(definition, request.channel)
  const fields = fieldsOf(definition?.form ?? [])
  return (
    <Panel title={t('data.title')}>
      <Definition
        items={[
          ...(organisation === undefined
            ? []
            : [
                { label: t('data.organisation'), value: <strong>{localText(organisation.name)}</strong> },
                { label: t('data.bin'), value: <span className="mono">{formatIin(organisation.bin)}</span> },
                { label: t('data.organisationAddress'), value: organisation.address },
                { label: t('data.organisationEvidence'), value: evidenceOf(organisation, 'organisation') },
              ]),
          {
            label: t(organisation === undefined ? 'data.applicant' : 'data.head'),
            value: <strong>{fullNameOf(applicant.name)}</strong>,
          },
          { label: t('data.iin'), value: <span className="mono">{formatIin(applicant.iin)}</span> },
          { label: t('data.birthDate'), value: formatDate(applicant.birthDate) },
          { label: t('data.sex'), value: t(`data.${applicant.sex}`) },
          { label: t('data.address'), value: applicant.address },
          { label: t('data.phone'), value: formatPhone(applicant.phone) },
          ...(applicant.email === undefined ? [] : [{ label: t('data.email'), value: applicant.email }]),
          { label: t('data.evidence'), value: evidenceOf(applicant, 'applicant') },
          ...(representative === undefined
            ? []
            : [
                { label: t('data.representative'), value: `${fullNameOf(representative.name)}, ${formatIin(representative.iin)}` },
                {
                  label: t('data.authority'),
                  value:
                    authority === undefined
                      ? t('data.authorityByScan')
                      : t('data.authorityText', {
                          number: authority.number,
                          notary: authority.notary,
                          from: formatDate(authority.issuedAt),
                          to: formatDate(authority.expiresAt),
                        }),
                },
              ]),
          ...answerItems(form, fields, answers, factsOfRequest(request)),
          ...(payment === undefined
            ? []
            : [
                {
                  label: t('data.payment'),
                  value: t(payment.evidence.outcome === 'confirmed' ? 'data.paid' : 'data.paidDeclared', {
                    amount: formatTenge(payment.tenge),
                    reference: payment.reference,
                    purpose: fee === undefined ? '' : localText(fee.purpose),
                  }),
                },
              ]),
          { label: t('data.channel'), value: t(`channel.${request.channel}`) },
          { label: t('data.language'), value: t(`data.${request.language}`) },
          ...(operator === undefined ? [] : [{ label: t('data.operator'), value: operator.fullName }]),
        ]}
      />
    </Panel>
  )
}
