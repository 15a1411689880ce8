import { useTranslation } from 'react-i18next'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { localText } from '#renderer/i18n/format.ts'

/** Term, fee, who may ask and how it is handed out. */
export function PassportFacts({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const { term, fee, provider, applicants, representation, waiting, handOut, results } = definition
  const representative = !representation.allowed
    ? 'passport.representationNone'
    : representation.notarisedOnly
      ? 'passport.representationNotarised'
      : 'passport.representationAllowed'
  return (
    <Definition
      items={[
        { label: t('passport.term'), value: <strong>{localText(term.text)}</strong> },
        { label: t('passport.fee'), value: fee === undefined ? t('passport.free') : localText(fee) },
        { label: t('passport.provider'), value: localText(provider.name) },
        { label: t('passport.applicants'), value: applicants.map((kind) => t(`passport.${kind}`)).join(', ') },
        { label: t('passport.representation'), value: t(representative) },
        { label: t('passport.handOut'), value: handOut.map((way) => t(`passport.${way}`)).join(', ') },
        { label: t('passport.results'), value: [results.positive, results.refusal].map((result) => localText(result.title)).join('; ') },
        {
          label: t('passport.waiting'),
          value: t('passport.waitingText', { queue: waiting.queueMinutes, serving: waiting.servingMinutes }),
        },
      ]}
    />
  )
}
