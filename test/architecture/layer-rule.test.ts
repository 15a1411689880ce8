import { describe, expect, it } from 'vitest'
import { layers } from '#layers'
import { lint, rulesAgainst } from './lint.ts'

const importOf = (name: string) => `import { planted } from '${name}'\nexport const seen = planted\n`
const aliases = [...layers.map(({ alias }) => alias), '#resources']
const importRule = 'no-restricted-imports'

describe.each(layers)('$dir', ({ dir, alias, may, packages, node = false, dom = false }) => {
  const file = `${dir}/planted/planted.ts`
  const foreign = aliases.filter((other) => other !== alias && !may.includes(other))

  it('may not import any other layer', async () => {
    const found = await Promise.all(foreign.map(async (other) => ({ other, found: await lint(file, importOf(`${other}/planted.ts`)) })))
    expect(found).toEqual(
      foreign.map((other) => ({ other, found: [{ rule: importRule, message: expect.stringContaining(`${dir} may import only: `) }] })),
    )
  })

  it('may import what its row of the table says', async () => {
    const allowed = [`./beside.ts`, ...may.map((other) => `${other}/planted.ts`), ...packages]
    const found = await Promise.all(allowed.map(async (name) => ({ name, rules: await rulesAgainst(file, importOf(name)) })))
    expect(found).toEqual(allowed.map((name) => ({ name, rules: [] })))
  })

  it('may not import tests', async () => {
    expect(await lint(file, importOf('#test/planted.ts'))).toEqual([
      { rule: importRule, message: expect.stringContaining('Nothing in src imports tests.') },
    ])
  })

  it('may not import from a folder above', async () => {
    expect(await lint(file, importOf('../planted.ts'))).toEqual([
      { rule: importRule, message: expect.stringContaining('No parent imports') },
    ])
  })

  it('may not import a package off its list', async () => {
    const found = await Promise.all(['left-pad', '@planted/package', 'lodash/get'].map((name) => lint(file, importOf(name))))
    expect(found).toEqual(found.map(() => [{ rule: importRule, message: expect.stringContaining(`Package not on the list of ${dir}`) }]))
  })

  it(`${node ? 'has' : 'lacks'} Node`, async () => {
    const planted = [
      "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
      "import { join } from 'path'\nexport const joined = join\n",
    ]
    const found = await Promise.all(planted.map((text) => lint(file, text)))
    expect(found).toEqual(
      planted.map(() => (node ? [] : [{ rule: importRule, message: expect.stringContaining(`${dir} must run without Node.`) }])),
    )
    const globals = ['process', 'Buffer', 'setImmediate', '__dirname', 'require']
    const seen = await Promise.all(globals.map((name) => rulesAgainst(file, `export const seen = ${name}\n`)))
    expect(seen).toEqual(globals.map(() => (node ? [] : ['no-restricted-globals'])))
  })

  it(`${dom ? 'has' : 'lacks'} the page`, async () => {
    const globals = ['document', 'window', 'localStorage', 'navigator']
    const seen = await Promise.all(globals.map((name) => rulesAgainst(file, `export const seen = ${name}\n`)))
    expect(seen).toEqual(globals.map(() => (dom ? [] : ['no-restricted-globals'])))
  })

  it.each([
    ['a dynamic import from another folder', "export const load = () => import('#core/base/result.ts')\n"],
    ['a dynamic import by a name found as it runs', 'export const load = (name: string) => import(name)\n'],
    ['import =', "import planted = require('./beside.ts')\nexport const seen = planted\n"],
    ['a default export', 'const planted = 1\nexport default planted\n'],
    ['an enum', 'export enum Planted {\n  one,\n}\n'],
  ])('may not hold %s', async (_what, text) => {
    expect(await rulesAgainst(file, text)).toEqual(['no-restricted-syntax'])
  })

  it('may load a file beside it late', async () => {
    expect(await rulesAgainst(file, "export const load = () => import('./beside.ts')\n")).toEqual([])
  })
})

describe('adapters', () => {
  it('may not import each other', async () => {
    expect(await rulesAgainst('src/main/adapters/sane/planted.ts', importOf('#adapters/cups/planted.ts'))).toEqual([
      'tereze/adapters-apart',
    ])
  })

  it('may import what is theirs', async () => {
    expect(await rulesAgainst('src/main/adapters/sane/deeper/planted.ts', importOf('#adapters/sane/planted.ts'))).toEqual([])
  })
})
