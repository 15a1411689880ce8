import i18next from 'i18next'
import { expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { checkStepIds } from '#core/domain/self-check.ts'
import { checkText } from '#renderer/features/check/check-text.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const source = readFileSync('src/core/services/self-check.ts', 'utf8')
/** Every word a step may say: the second argument of each `finding`, and the answers of OCSP that are taken over. */
const words = new Set(
  [...source.matchAll(/'(\w+)'/g)].map(([, word = '']) => word).concat('good', 'revoked', 'noAnswer', 'stale', 'badAnswer', 'notAsked'),
)

it.each(['kk', 'ru'] as const)('every word of the check has its sentence, and no sentence is left over (%s)', async (language) => {
  await useTexts(language)
  const { said } = i18next.getResourceBundle(language, 'check') as { readonly said: Record<string, string | Record<string, string>> }
  const unsaid = Object.entries(said).flatMap(([id, sentences]) =>
    typeof sentences === 'string' ? (words.has(id) ? [] : [id]) : Object.keys(sentences).filter((word) => !words.has(word)),
  )
  expect(unsaid).toEqual([])
  for (const id of checkStepIds) {
    const text = checkText(i18next.getFixedT(language, 'check'), i18next.getFixedT(language, 'common'), ({ tag }) => tag, {
      id,
      state: 'good',
      said: 'good',
      data: { bytes: 5e9, count: 1, days: 2, hours: 3, seconds: 4, tokens: 1, readers: 1, modules: 1, waiting: 0 },
      milliseconds: 1,
    })
    expect([id, text]).toEqual([id, expect.not.stringMatching(/said\.|\{\{/)])
  }
})

it('a limit and a fault speak for themselves', async () => {
  await useTexts('ru')
  const say = (over: object) =>
    checkText(i18next.getFixedT('ru', 'check'), i18next.getFixedT('ru', 'common'), ({ tag }) => `fault ${tag}`, {
      id: 'disk',
      state: 'bad',
      said: 'limit',
      data: {},
      milliseconds: 1,
      ...over,
    })
  expect(say({ fault: { tag: 'scanner/notFound', remedy: 'act' } })).toBe('fault scanner/notFound')
  expect(say({ limit: { kind: 'disk', level: 'stop', value: 100_000_000, stopsAt: 209_715_200 } })).toMatch(/МБ/)
})
