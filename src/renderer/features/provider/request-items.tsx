import type { TFunction } from 'i18next'
import type { RegisterEvidence } from '#core/domain/person.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { DefinitionItem } from '#renderer/components/Definition.tsx'
import { formatDate, formatDateTime, formatIin, formatPhone, localText } from '#renderer/i18n/format.ts'

type Translate = TFunction<'provider'>

const Evidence = ({
  evidence,
  declared,
  confirmed,
}: {
  evidence: RegisterEvidence
  declared: string
  confirmed: (time: string) => string
}) => (
  <div className={evidence.outcome === 'declared' ? 'due-soon' : 'secondary'}>
    {evidence.outcome === 'declared' ? declared : confirmed(formatDateTime(evidence.answeredAt))}
  </div>
)

/** The organisation that asks; its head is then the applicant. */
export const organisationItems = (t: Translate, { organisation }: ServiceRequest): readonly DefinitionItem[] =>
  organisation === undefined
    ? []
    : [
        { label: t('case.organisationName'), value: localText(organisation.name) },
        {
          label: t('case.bin'),
          value: (
            <>
              {formatIin(organisation.bin)}
              <Evidence
                evidence={organisation.evidence}
                declared={t('case.declaredOrganisation')}
                confirmed={(time) => t('case.confirmedOrganisation', { time })}
              />
            </>
          ),
        },
        { label: t('case.address'), value: organisation.address },
      ]

export const personItems = (t: Translate, { applicant, representative }: ServiceRequest): readonly DefinitionItem[] => [
  { label: t('case.fullName'), value: fullNameOf(applicant.name) },
  {
    label: t('case.iin'),
    value: (
      <>
        {formatIin(applicant.iin)}
        <Evidence evidence={applicant.evidence} declared={t('case.declared')} confirmed={(time) => t('case.confirmed', { time })} />
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
          value:
            representative.authority === undefined
              ? t('case.authorityByScan')
              : t('case.authorityLine', {
                  number: representative.authority.number,
                  notary: representative.authority.notary,
                  from: formatDate(representative.authority.issuedAt),
                  to: formatDate(representative.authority.expiresAt),
                }),
        },
      ]),
]

/** Where the request comes from and who signed it. */
export const originItems = (t: Translate, { channel, centre, operator, corrects, payment }: ServiceRequest): readonly DefinitionItem[] => [
  { label: t('case.channel'), value: t(`channel.${channel}Text`) },
  ...(centre === undefined ? [] : [{ label: t(channel === 'provider' ? 'case.desk' : 'case.centre'), value: localText(centre.name) }]),
  ...(operator === undefined ? [] : [{ label: t('case.operator'), value: operator.fullName }]),
  ...(payment === undefined ? [] : [{ label: t('case.payment'), value: payment.reference }]),
  ...(corrects === undefined ? [] : [{ label: t('case.request'), value: t('case.corrects') }]),
]
