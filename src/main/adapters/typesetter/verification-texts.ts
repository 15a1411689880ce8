import type { Locale } from '#core/domain/text.ts'
import type { Translate } from '#core/domain/written-verification.ts'
import kkSigning from '#resources/locales/kk/signing.json' with { type: 'json' }
import kkVerification from '#resources/locales/kk/verification.json' with { type: 'json' }
import ruSigning from '#resources/locales/ru/signing.json' with { type: 'json' }
import ruVerification from '#resources/locales/ru/verification.json' with { type: 'json' }

const texts = {
  kk: { signing: kkSigning, verification: kkVerification },
  ru: { signing: ruSigning, verification: ruVerification },
} as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** The page's own sentences, for paper and command line. @throws where a key has none: a defect that a test of every sentence finds */
export const translateIn =
  (language: Locale): Translate =>
  (key, values = {}) => {
    const found = key.split(/[:.]/).reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), texts[language])
    if (typeof found !== 'string') throw new Error(`No text ${key}`)
    return found.replaceAll(/\{\{(\w+)\}\}/g, (hole, name: string) => values[name] ?? hole)
  }
