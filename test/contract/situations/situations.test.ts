import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hasCompiler, removeShim, softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { certificateSituations } from './certificates.ts'
import { keyFileSituations } from './key-files.ts'
import { processSituations } from './processes.ts'
import { revocationSituations } from './revocation.ts'
import { sentencesOf } from './sentences.ts'
import { signatureSituations } from './signatures.ts'
import { nameOf, type Situation } from './situation.ts'
import { closeTokens, tokenSituations } from './tokens.ts'

const situations: readonly Situation[] = [
  ...certificateSituations,
  ...revocationSituations,
  ...signatureSituations,
  ...tokenSituations,
  ...processSituations,
  ...keyFileSituations,
]
const document = join(import.meta.dirname, '../../../docs/signing-situations.md')

describe.skipIf(softhsm === undefined || !hasCompiler)('what goes wrong when signing (SoftHSM2 behind a shim)', () => {
  afterAll(async () => {
    await closeTokens()
    removeShim()
  })
  const rows = new Map<string, string>()

  it.each(situations)('$area: $name → $told', async ({ area, name, told: tag, happen }) => {
    const said = await happen()
    expect(nameOf(said)).toBe(tag)
    const { said: told, helps } = await sentencesOf(said)
    rows.set(`${area} ${name}`, `| ${area} | ${name} | ${told.kk}<br>${told.ru} | ${helps.kk}<br>${helps.ru} |`)
  })

  it('are sixty at least, no two the same, and stand in the documentation as they are told', async () => {
    expect(rows.size).toBe(situations.length)
    expect(rows.size).toBeGreaterThanOrEqual(60)
    const table = [...rows.values()].join('\n')
    await expect(`${readFileSync(document, 'utf8').split('\n| ---')[0]}\n| --- | --- | --- | --- |\n${table}\n`).toMatchFileSnapshot(
      document,
    )
  })
})
