import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCard, findModules } from '#adapters/token-modules/find-modules.ts'
import { readModuleTable, type TokenKind } from '#adapters/token-modules/module-table.ts'

describe('the table of tokens and their modules', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tereze-table-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const kind = (id: string, paths: readonly string[] = [], atrs: TokenKind['atrs'] = []): TokenKind => ({
    id,
    name: { kk: id, ru: id },
    atrs,
    modules: { linux: [...paths], win32: [], darwin: [] },
    confirmed: true,
    byNcalayer: false,
  })
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const own = readModuleTable().kinds

  it('names the tokens of the country, each answer to reset belonging to one', () => {
    expect(own.map(({ id }) => id)).toEqual(['kaztoken', 'jacarta', 'etoken', 'kzIdCard', 'opensc', 'softhsm2'])
    for (const { id, atrs } of own) for (const { atr } of atrs) expect([atr, findCard(own, atr)?.id]).toEqual([atr, id])
  })

  it('knows a card by its answer to reset, also under a mask, and no other', () => {
    expect(findCard(own, '3B88014B415A544F4B454E82')).toEqual({
      id: 'kaztoken',
      name: { kk: 'KAZTOKEN', ru: 'KAZTOKEN' },
      byNcalayer: true,
      driverUrl: 'https://kaztoken.kz',
    })
    expect(findCard(own, '3B391900534F4D4144533330' + '33')).toMatchObject({ id: 'kzIdCard', pinTries: 3, byNcalayer: true })
    expect(findCard(own, '3B391900534F4D4144533330' + '32')).toBeUndefined()
    expect(findCard(own, '3B00')).toBeUndefined()
  })

  it("gives the vendor's mechanism for GOST keys with its module, and takes no number that is none", () => {
    const library = file('vendor.so', '')
    const told = { ...kind('house', [library]), mechanisms: { gost512: '0x8E000123' } }
    const { kinds, problem } = readModuleTable(file('vendor.json', JSON.stringify({ cards: [told] })))
    expect(problem).toBeUndefined()
    expect(findModules(kinds, 'linux').find(({ id }) => id === 'house')).toEqual({
      id: 'house',
      name: 'house',
      path: library,
      gost512: 0x8e000123,
    })
    const bad = { ...told, mechanisms: { gost512: 'CKM_GOSTR3410' } }
    expect(readModuleTable(file('bad.json', JSON.stringify({ cards: [bad] }))).problem).toBe('cards.0.mechanisms.gost512')
  })

  it("takes the administrator's entries before its own, and instead of those with the same id", () => {
    const { kinds, problem } = readModuleTable(
      file('good.json', JSON.stringify({ cards: [kind('house'), kind('kaztoken', ['/opt/kaztoken.so'])] })),
    )
    expect(problem).toBeUndefined()
    expect(kinds.map(({ id }) => id)).toEqual(['house', 'kaztoken', 'jacarta', 'etoken', 'kzIdCard', 'opensc', 'softhsm2'])
    expect(kinds[1]?.modules.linux).toEqual(['/opt/kaztoken.so'])
  })

  it.each([
    ['broken.json', '{', 'JSON'],
    ['wrong.json', '{"cards":[{"id":7}]}', 'cards.0.id'],
    ['mask.json', JSON.stringify({ cards: [kind('x', [], [{ atr: '3B00', mask: 'FF', confirmed: true }])] }), 'cards.0.atrs.0'],
  ])('%s: tells what is wrong and goes on with its own', (name, text, problem) => {
    expect(readModuleTable(file(name, text))).toEqual({ kinds: own, problem })
  })

  it('is none the worse for a file that is missing, and says so of one that cannot be read', () => {
    expect(readModuleTable(join(folder, 'none.json'))).toEqual({ kinds: own })
    expect(readModuleTable(folder)).toEqual({ kinds: own, problem: 'UNREADABLE' })
  })

  it('finds the modules that are installed, each library once', () => {
    const library = file('library.so', '')
    symlinkSync(library, join(folder, 'link.so'))
    const kinds = [kind('a', [join(folder, 'none.so'), library]), kind('b', [join(folder, 'link.so')]), kind('c', ['/none.so'])]
    expect(findModules(kinds, 'linux')).toEqual([{ id: 'a', name: 'a', path: library }])
    expect(findModules(kinds, 'win32')).toEqual([])
    expect(findModules(kinds, 'aix')).toEqual([])
  })
})
