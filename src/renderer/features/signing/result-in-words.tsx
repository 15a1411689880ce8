import type { TFunction } from 'i18next'
import type { ResultDocument } from '#core/domain/result-document.ts'
import type { DefinitionItem } from '#renderer/components/Definition.tsx'
import { formatDate, formatIin, formatNumber, localText } from '#renderer/i18n/format.ts'

type Translate = TFunction<'signing'>

const BothLanguages = ({ texts }: { readonly texts: readonly { readonly kk: string; readonly ru: string }[] }) => (
  <>
    {(['kk', 'ru'] as const).map((language) => (
      <p key={language} lang={language}>
        {texts.map((text) => text[language]).join('; ')}
      </p>
    ))}
  </>
)

/** A result as it is signed, in words: what is decided, to whom, with what number, and the ground in both languages. The paper itself is shown beside. */
export function resultInWords(t: Translate, content: ResultDocument): readonly DefinitionItem[] {
  const { decision, service, applicant, organisation, number, grounds, validUntil, signedBy } = content
  const whom =
    organisation === undefined
      ? `${applicant.fullName}, ${formatIin(applicant.iin)}`
      : `${localText(organisation.name)}, ${formatIin(organisation.bin)}`
  return [
    { label: t('what.decision'), value: <strong>{t(`what.outcome.${decision.outcome}`)}</strong> },
    { label: t('what.service'), value: localText(service.name) },
    { label: t('what.to'), value: whom },
    { label: t('what.number'), value: <span className="mono">{formatNumber(number)}</span> },
    ...(grounds.length === 0 ? [] : [{ label: t('what.ground'), value: <BothLanguages texts={grounds.map(({ text }) => text)} /> }]),
    ...(decision.outcome === 'refusal' ? [{ label: t('what.explanation'), value: <BothLanguages texts={[decision.explanation]} /> }] : []),
    ...(validUntil === undefined ? [] : [{ label: t('what.validUntil'), value: formatDate(validUntil) }]),
    { label: t('what.signedAs'), value: `${signedBy.fullName}, ${localText(signedBy.position)}` },
  ]
}
