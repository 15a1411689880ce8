import { useTranslation } from 'react-i18next'
import type { Correction } from '#core/domain/intake-draft.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate, formatNumber, localText } from '#renderer/i18n/format.ts'

/** Which request was refused, when and why: in sight at every step of putting it right. */
export function CorrectionBand({ correction }: { readonly correction: Correction }) {
  const { t } = useTranslation('intake')
  const { number, refusedOn, grounds, explanation, wrongFields } = correction
  const date = formatDate(refusedOn)
  return (
    <Notice tone="warning">
      <strong>
        {number === undefined ? t('correction.titleWithout', { date }) : t('correction.title', { number: formatNumber(number), date })}
      </strong>
      <p>{grounds.map((ground) => localText(ground)).join(' ')}</p>
      {localText(explanation) !== '' && <p>{localText(explanation)}</p>}
      <p className="secondary">{t(wrongFields.length === 0 ? 'correction.all' : 'correction.only')}</p>
    </Notice>
  )
}
