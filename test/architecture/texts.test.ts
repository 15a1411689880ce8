import { describe, expect, it } from 'vitest'
import { sources } from './sources.ts'

/** A Cyrillic word with a Latin letter in it: looks right, is found by no search. An escape before a word is none, nor a range of a regular expression. */
const mixed =
  /[A-Za-z]*\p{Script=Cyrillic}+[A-Za-z]+[\p{Script=Cyrillic}A-Za-z]*|[A-Za-z]+\p{Script=Cyrillic}+[\p{Script=Cyrillic}A-Za-z]*/gu
const escapes = /\\(?:[nrtb]|u[0-9a-fA-F]{4})|[aA]-[zZ]/g

const mixedWords = (text: string): readonly string[] => text.replaceAll(escapes, ' ').match(mixed) ?? []

describe('texts', () => {
  it('mix no Latin letters into Cyrillic words', () => {
    const found = sources('src', 'resources', 'test').flatMap(({ path, text }) => mixedWords(text).map((word) => `${path}: ${word}`))
    expect(found).toEqual([])
  })

  it('a planted Latin i is found', () => {
    expect(mixedWords(`к\u0069лт пен қолхат, өт\u0069н\u0069ш\\nТерезе PDF-файл`)).toEqual([`к\u0069лт`, `өт\u0069н\u0069ш`])
  })
})
