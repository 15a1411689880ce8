import { useTranslation } from 'react-i18next'
import { Locale } from '#core/domain/text.ts'
import type { Hindrance } from '#core/domain/token-hindrances.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { hindranceText } from './hindrance-text.ts'

/** What keeps a token from signing: each with what to do. */
export function Hindrances({ hindrances }: { readonly hindrances: readonly Hindrance[] }) {
  const { t, i18n } = useTranslation('signing')
  const language = Locale.catch('kk').parse(i18n.language)
  return hindrances.map((hindrance) => (
    <Notice key={JSON.stringify(hindrance)} tone="warning">
      {hindranceText(t, language, hindrance)}
    </Notice>
  ))
}
