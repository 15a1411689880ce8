import type { TFunction } from 'i18next'
import { fullNameOf } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { DefinitionItem } from '#renderer/components/Definition.tsx'
import { formatBytes, formatDate, formatIin, formatNumber, formatTenge, localText } from '#renderer/i18n/format.ts'
import { groupedDigest } from './grouped-digest.ts'

type Translate = TFunction<'signing'>

const isDeclared = (part: { readonly evidence: { readonly outcome: string } } | undefined): boolean => part?.evidence.outcome === 'declared'

/** What nobody but the applicant vouches for: no register confirmed it. */
export const declaredParts = ({ applicant, organisation, representative, payment }: ServiceRequest) => [
  ...(isDeclared(applicant) ? (['applicant'] as const) : []),
  ...(isDeclared(organisation) ? (['organisation'] as const) : []),
  ...(isDeclared(representative?.authority) ? (['authority'] as const) : []),
  ...(isDeclared(payment) ? (['payment'] as const) : []),
]

function authorityLine(t: Translate, { authority }: NonNullable<ServiceRequest['representative']>): string {
  if (authority === undefined) return t('what.authorityByScan')
  return t('what.authorityLine', { number: authority.number, notary: authority.notary, date: formatDate(authority.expiresAt) })
}

const Documents = ({ documents, t }: { readonly documents: ServiceRequest['documents']; readonly t: Translate }) => (
  <ol className="signed-documents">
    {documents.map(({ slotId, title, pages, bytes, originalSeen, sha256 }) => (
      <li key={slotId}>
        {localText(title)}
        <span className="secondary">
          {t('what.pages', { count: pages })}, {formatBytes(bytes)}, {t(originalSeen ? 'what.original' : 'what.copy')}
        </span>
        <span className="mono digest">{groupedDigest(sha256)}</span>
      </li>
    ))}
  </ol>
)

/** A request as it is signed, in words: who asks, for whom, by what authority, which service, documents, fee, and what is only declared. */
export function requestInWords(t: Translate, content: ServiceRequest): readonly DefinitionItem[] {
  const { service, applicant, organisation, representative, payment, documents, corrects } = content
  const declared = declaredParts(content)
  const person = `${fullNameOf(applicant.name)}, ${formatIin(applicant.iin)}`
  return [
    { label: t('what.service'), value: localText(service.name) },
    ...(organisation === undefined
      ? [{ label: t('what.applicant'), value: person }]
      : [
          { label: t('what.applicant'), value: `${localText(organisation.name)}, ${formatIin(organisation.bin)}` },
          { label: t('what.head'), value: person },
        ]),
    ...(representative === undefined
      ? []
      : [
          { label: t('what.representative'), value: `${fullNameOf(representative.name)}, ${formatIin(representative.iin)}` },
          { label: t('what.authority'), value: authorityLine(t, representative) },
        ]),
    ...(payment === undefined
      ? []
      : [{ label: t('what.fee'), value: t('what.feeLine', { amount: formatTenge(payment.tenge), reference: payment.reference }) }]),
    ...(declared.length === 0
      ? []
      : [
          {
            label: t('what.declared'),
            value: <strong className="signed-declared">{declared.map((part) => t(`what.part.${part}`)).join('; ')}</strong>,
          },
        ]),
    { label: t('what.documents'), value: documents.length === 0 ? t('what.noDocuments') : <Documents documents={documents} t={t} /> },
    { label: t('what.provisional'), value: <span className="mono">{formatNumber(content.provisionalNumber)}</span> },
    ...(corrects === undefined ? [] : [{ label: t('what.corrects'), value: t('what.correctsText') }]),
  ]
}
