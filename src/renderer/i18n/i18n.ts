import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { PageLanguage } from './format.ts'
import { namespaces, resources, type Texts } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Texts
  }
}

const kept = 'tereze.language'

/** Prepares the texts before the first screen. The language is the one chosen last at this desk, Kazakh at first. */
export function startTexts(language: PageLanguage = localStorage.getItem(kept) === 'ru' ? 'ru' : 'kk'): void {
  void i18next.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: { kk: ['ru'], ru: ['kk'], en: ['kk', 'ru'], default: ['kk'] },
    ns: [...namespaces],
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

export function setLanguage(language: PageLanguage): void {
  localStorage.setItem(kept, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}
