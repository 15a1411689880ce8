import { useTranslation } from 'react-i18next'
import { fullNameOf } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { formatDate, formatDateTime, formatIin, formatPhone } from '#renderer/i18n/format.ts'
import { answerItems } from './answer-items.ts'

/** What was signed: applicant, representative, answers. */
export function CaseData({ request }: { readonly request: ServiceRequest }) {
  const { t } = useTranslation('case')
  const definition = useQuery('catalogue/get', { serviceId: request.service.id }).value
  const { applicant, representative, answers, operator } = request
  // The evidence names it as the signed request does, in Kazakh.
  const register = t('registers.persons')
  const evidence =
    applicant.evidence.outcome === 'confirmed'
      ? t('data.confirmed', { register, time: formatDateTime(applicant.evidence.answeredAt) })
      : t('data.declared', { register })
  const authority = representative?.authority
  return (
    <Panel title={t('data.title')}>
      <Definition
        items={[
          { label: t('data.applicant'), value: <strong>{fullNameOf(applicant.name)}</strong> },
          { label: t('data.iin'), value: <span className="mono">{formatIin(applicant.iin)}</span> },
          { label: t('data.birthDate'), value: formatDate(applicant.birthDate) },
          { label: t('data.sex'), value: t(`data.${applicant.sex}`) },
          { label: t('data.address'), value: applicant.address },
          { label: t('data.phone'), value: formatPhone(applicant.phone) },
          ...(applicant.email === undefined ? [] : [{ label: t('data.email'), value: applicant.email }]),
          { label: t('data.evidence'), value: evidence },
          ...(representative === undefined || authority === undefined
            ? []
            : [
                { label: t('data.representative'), value: `${fullNameOf(representative.name)}, ${formatIin(representative.iin)}` },
                {
                  label: t('data.authority'),
                  value: t('data.authorityText', {
                    number: authority.number,
                    notary: authority.notary,
                    from: formatDate(authority.issuedAt),
                    to: formatDate(authority.expiresAt),
                  }),
                },
              ]),
          ...answerItems(definition, answers),
          { label: t('data.language'), value: t(`data.${request.language}`) },
          { label: t('data.operator'), value: operator.fullName },
        ]}
      />
    </Panel>
  )
}
