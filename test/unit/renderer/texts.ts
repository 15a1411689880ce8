import i18next from 'i18next'
import { namespaces, resources } from '#renderer/i18n/resources.ts'

/** The page's texts without a page. */
export const useTexts = async (language: 'kk' | 'ru'): Promise<void> => {
  await i18next.init({ resources, lng: language, ns: [...namespaces], defaultNS: 'common', interpolation: { escapeValue: false } })
}
