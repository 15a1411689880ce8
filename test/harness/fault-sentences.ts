import i18next from 'i18next'
import { expect } from 'vitest'
import { faultSentence, type ShownFault } from '#renderer/i18n/fault-text.ts'
import { namespaces, resources } from '#renderer/i18n/resources.ts'

const missing: string[] = []
const ready = i18next.init({
  resources,
  lng: 'kk',
  fallbackLng: false,
  ns: [...namespaces],
  defaultNS: 'common',
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  saveMissing: true,
  missingKeyHandler: (_languages, namespace, key) => missing.push(`${namespace}:${key}`),
  missingInterpolationHandler: (_text: string, [name]: readonly string[]) => missing.push(String(name)),
})

type Translate = (key: string, options: Record<string, unknown>) => string

/** What the page would show in both languages; a key, a gap, or the same words twice is a failure. */
async function inBothLanguages(name: string, say: (translate: Translate) => string): Promise<{ readonly kk: string; readonly ru: string }> {
  await ready
  missing.length = 0
  const inLanguage = async (language: 'kk' | 'ru'): Promise<string> => {
    await i18next.changeLanguage(language)
    const sentence = say((key, options) => (i18next.t as Translate)(key, options))
    expect(sentence, `${language}: ${name}`).toMatch(/\p{Script=Cyrillic}{3}/u)
    return sentence
  }
  const [kk, ru] = [await inLanguage('kk'), await inLanguage('ru')]
  expect({ name, missing, same: kk === ru }).toEqual({ name, missing: [], same: false })
  return { kk, ru }
}

/** The sentence of a fault; the one that serves for anything at all is a failure too. */
export const expectSentences = (fault: ShownFault): Promise<{ readonly kk: string; readonly ru: string }> =>
  inBothLanguages(fault.tag, (translate) => {
    const sentence = faultSentence(translate, fault)
    expect(sentence, `no sentence of its own for ${JSON.stringify(fault)}`).not.toBe(translate('faults:unknown', { ...fault }))
    return sentence
  })

/** The words under a key of the page's texts. */
export const expectTexts = (key: string): Promise<{ readonly kk: string; readonly ru: string }> =>
  inBothLanguages(key, (translate) => translate(key, {}))

/** The fault of an answer that must be one, with its sentences looked up. */
export async function faultOf(
  answer: { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly error: ShownFault },
): Promise<ShownFault> {
  if (answer.ok) throw new Error(`A fault was expected: ${JSON.stringify(answer.value)}`)
  await expectSentences(answer.error)
  return answer.error
}
