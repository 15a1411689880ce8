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

/** The sentence of a fault in both languages, as the page would show it; a key, a gap or the sentence for anything at all is a failure. */
export async function expectSentences(fault: ShownFault): Promise<{ readonly kk: string; readonly ru: string }> {
  await ready
  missing.length = 0
  const inLanguage = async (language: 'kk' | 'ru'): Promise<string> => {
    await i18next.changeLanguage(language)
    const translate = (key: string, options: Record<string, unknown>): string =>
      (i18next.t as (key: string, options: Record<string, unknown>) => string)(key, options)
    const sentence = faultSentence(translate, fault)
    expect(sentence, `${language}: ${fault.tag}`).toMatch(/\p{Script=Cyrillic}{3}/u)
    expect(sentence, `${language} has no sentence of its own for ${JSON.stringify(fault)}`).not.toBe(
      translate('faults:unknown', { ...fault }),
    )
    return sentence
  }
  const [kk, ru] = [await inLanguage('kk'), await inLanguage('ru')]
  expect({ fault: fault.tag, missing, same: kk === ru }).toEqual({ fault: fault.tag, missing: [], same: false })
  return { kk, ru }
}

/** The fault of an answer that must be one, with its sentences looked up. */
export async function faultOf(
  answer: { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly error: ShownFault },
): Promise<ShownFault> {
  if (answer.ok) throw new Error(`A fault was expected: ${JSON.stringify(answer.value)}`)
  await expectSentences(answer.error)
  return answer.error
}
