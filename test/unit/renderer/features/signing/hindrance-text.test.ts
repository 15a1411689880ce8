import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { Hindrance } from '#core/domain/token-hindrances.ts'
import { hindranceText } from '#renderer/features/signing/hindrance-text.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const card = { kk: 'Куәлік картасы', ru: 'Карта удостоверения' }
const all: readonly Hindrance[] = [
  { kind: 'driverMissing', card },
  { kind: 'driverMissing', card, url: 'https://driver.example' },
  { kind: 'byNcalayer', card },
  { kind: 'byNcalayer', card, pinTries: 3 },
  { kind: 'unknownCard', reader: 'Reader', atr: '3B00' },
  { kind: 'silentCard', reader: 'Reader' },
  { kind: 'notShown', card },
  { kind: 'architecture', module: 'Vendor', processor: 'ia32' },
  { kind: 'moduleFailed', module: 'Vendor', code: 'CKR_GENERAL_ERROR' },
  { kind: 'tokenFailed', reader: 'Reader', code: 'CKR_DEVICE_ERROR' },
  { kind: 'notInitialised', token: 'Token' },
  { kind: 'pinNotSet', token: 'Token' },
  { kind: 'pinToBeChanged', token: 'Token' },
  { kind: 'pinLocked', token: 'Token' },
  { kind: 'empty', token: 'Token' },
  { kind: 'noKeys', token: 'Token' },
  { kind: 'noService' },
  { kind: 'noReader' },
  { kind: 'noCard', reader: 'Reader' },
  { kind: 'tableBroken', problem: 'cards.0.id' },
]

describe.each(['kk', 'ru'] as const)('the sentences of what keeps a token from signing, in %s', (language) => {
  it('are each their own, with every name in them and something to do', async () => {
    await useTexts(language)
    const t = i18next.getFixedT(null, 'signing')
    const texts = all.map((hindrance) => hindranceText(t, language, Hindrance.parse(hindrance)))
    expect(new Set(texts).size).toBe(all.length)
    for (const [index, text] of texts.entries()) {
      const values = Object.entries(all[index] ?? {}).filter(([key]) => key !== 'kind')
      for (const [, value] of values) expect(text).toContain(typeof value === 'object' ? value[language] : String(value))
      expect(text).not.toMatch(/\{\{|hindrance\./)
      expect(text.split(/[.:;] /).length).toBeGreaterThan(1)
    }
  })
})
