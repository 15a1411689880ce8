import type { TFunction } from 'i18next'
import type { Locale } from '#core/domain/text.ts'
import type { Hindrance } from '#core/domain/token-hindrances.ts'

/** What happened and what to do, in the page's language. */
export function hindranceText(t: TFunction<'signing'>, language: Locale, hindrance: Hindrance): string {
  switch (hindrance.kind) {
    case 'driverMissing': {
      const { card, url } = hindrance
      return url === undefined
        ? t('hindrance.driverMissing', { card: card[language] })
        : t('hindrance.driverMissingFrom', { card: card[language], url })
    }
    case 'byNcalayer': {
      const { card, pinTries } = hindrance
      const text = t('hindrance.byNcalayer', { card: card[language] })
      return pinTries === undefined ? text : `${text} ${t('hindrance.pinTries', { count: pinTries })}`
    }
    case 'notShown':
      return t('hindrance.notShown', { card: hindrance.card[language] })
    default: {
      const { kind, ...values } = hindrance
      return t(`hindrance.${kind}`, values)
    }
  }
}
