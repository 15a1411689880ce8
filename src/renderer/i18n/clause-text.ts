import type { Locale } from '#core/domain/text.ts'

/** How the parts of an address within a regulation read in Russian; definitions give it in Kazakh, as the regulation is written. */
const russian: readonly (readonly [RegExp, string])[] = [
  [/(\d+)-қосымша/g, 'приложение $1'],
  [/([\d.]+)-кесте/g, 'таблица $1'],
  [/(\d+)-тізбе/g, 'список $1'],
  [/№ (\d+) үлгі/g, 'образец № $1'],
  [/ХҚО анықтамалығы/g, 'справочник ЦОН'],
  [/портал анықтамалығы/g, 'справочник портала'],
  [/қызметті берушінің анықтамалығы/g, 'справочник услугодателя'],
]

/** A clause as the page shows it: «2-қосымша, 1-кесте», «приложение 2, таблица 1». */
export const clauseText = (clause: string, language: Locale): string =>
  language === 'kk' ? clause : russian.reduce((text, [from, to]) => text.replace(from, to), clause)
