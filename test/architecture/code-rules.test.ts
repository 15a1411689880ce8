import { describe, expect, it } from 'vitest'
import { rulesAgainst } from './lint.ts'

const file = 'src/core/domain/planted.ts'

describe('the rules for all code', () => {
  it.each([
    ['any', 'export const planted = (value: any): unknown => value\n', '@typescript-eslint/no-explicit-any'],
    [
      'a non-null assertion',
      'export const planted = (value: string | undefined): string => value!\n',
      '@typescript-eslint/no-non-null-assertion',
    ],
    ['an unused name', 'const planted = 1\nexport const seen = 2\n', '@typescript-eslint/no-unused-vars'],
    [
      'a type imported as a value',
      "import { Planted } from './beside.ts'\nexport const seen = (value: Planted): Planted => value\n",
      '@typescript-eslint/consistent-type-imports',
    ],
    ['a loose comparison', 'export const planted = (a: unknown, b: unknown): boolean => a == b\n', 'eqeqeq'],
    ['var', 'export var planted = 1\n', 'no-var'],
    ['let that never changes', 'let planted = 1\nexport const seen = planted\n', 'prefer-const'],
    ['console', "console.log('planted')\n", 'no-console'],
    ['more than 400 lines', `${"export const planted = ''\n".replace('planted', 'first')}${'// a line\n'.repeat(400)}`, 'max-lines'],
  ])('forbid %s', async (_what, text, rule) => {
    expect(await rulesAgainst(file, text)).toEqual([rule])
  })

  it('accept good code', async () => {
    expect(
      await rulesAgainst(file, "import type { Beside } from './beside.ts'\n\nexport const planted = (beside: Beside): Beside => beside\n"),
    ).toEqual([])
  })

  it("forbid a hook's call in a condition, in the page", async () => {
    const text = "import { useState } from 'react'\nexport function usePlanted(on: boolean) {\n  if (on) useState(1)\n}\n"
    expect(await rulesAgainst('src/renderer/components/use-planted.ts', text)).toEqual(['react-hooks/rules-of-hooks'])
  })
})
