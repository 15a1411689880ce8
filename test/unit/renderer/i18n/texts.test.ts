import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { commonErrors } from '#core/contract/operation.ts'
import { operations } from '#core/contract/operations.ts'
import { ProblemCode } from '#core/wire/problem.ts'
import { namespaces, resources } from '#renderer/i18n/resources.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

type Tree = { readonly [key: string]: string | Tree }

const leaves = (tree: Tree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  )
/** Plurals differ by language: kk has one and other, ru one, few, many and other. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholders = (text: string): string => [...new Set(text.match(/\{\{\s*\w+\s*\}\}/g))].toSorted().join(' ')

const kk = (name: (typeof namespaces)[number]) => leaves(resources.kk[name] as Tree)
const ru = (name: (typeof namespaces)[number]) => leaves(resources.ru[name] as Tree)
const latinInCyrillic =
  /(?=[A-Za-z]*[А-Яа-яЁёӘәІіҒғҚқҢңӨөҰұҮүҺһ])(?=[А-Яа-яЁёӘәІіҒғҚқҢңӨөҰұҮүҺһ]*[A-Za-z])[A-Za-zА-Яа-яЁёӘәІіҒғҚқҢңӨөҰұҮүҺһ]+/u

describe.each(namespaces)('texts of %s', (name) => {
  it('has the same keys in Kazakh and Russian', () => {
    const keys = (all: readonly (readonly [string, string])[]) => [...new Set(all.map(([key]) => withoutPlural(key)))].toSorted()
    expect(keys(ru(name))).toEqual(keys(kk(name)))
    expect(kk(name).length).toBeGreaterThan(0)
  })

  it('has the same data in both', () => {
    const data = (all: readonly (readonly [string, string])[]) =>
      Object.fromEntries(all.map(([key, text]) => [withoutPlural(key), placeholders(text)]))
    expect(data(ru(name))).toEqual(data(kk(name)))
  })

  it('is nowhere empty, and writes Cyrillic words in Cyrillic', () => {
    const odd = [...kk(name), ...ru(name)].filter(([, text]) => {
      const words = text.replace(/\{\{[^}]*\}\}/g, ' ')
      return text.trim() === '' || text !== text.trim() || latinInCyrillic.test(words)
    })
    expect(odd).toEqual([])
  })

  it('bends what it bends in every form', () => {
    const forms = (all: readonly (readonly [string, string])[]) =>
      Map.groupBy(
        all.filter(([key]) => withoutPlural(key) !== key),
        ([key]) => withoutPlural(key),
      )
    for (const [, group] of forms(ru(name)))
      expect(group.map(([key]) => key.split('_').at(-1)).toSorted()).toEqual(['few', 'many', 'one', 'other'])
    for (const [, group] of forms(kk(name))) expect(group.map(([key]) => key.split('_').at(-1)).toSorted()).toEqual(['one', 'other'])
  })
})

describe('faults', () => {
  beforeAll(() => useTexts('kk'))
  const tags = [...new Set([...commonErrors, ...Object.values(operations).flatMap((operation) => operation.errors)])]

  it.each(tags)('%s has a sentence', (tag) => {
    expect(i18next.exists(`faults:${tag.replaceAll('/', '.')}`)).toBe(true)
  })

  it.each(ProblemCode.options)('the gateway’s %s has a sentence', (code) => {
    expect(i18next.exists(`faults:refused.${code.replaceAll('/', '.')}`)).toBe(true)
  })
})
