import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { killRun } from './kill-run.ts'

/** TEREZE_TEST_SEED repeats a run: the same fates in the same order, though not to the millisecond. */
const seed = Number(process.env['TEREZE_TEST_SEED'] ?? randomInt(1_000_000))

describe(`submissions under kills and a torn network (seed ${seed})`, () => {
  it('are each at the gateway exactly once, byte for byte as signed, under the numbers that were given out', async () => {
    const { defects, kills, registered } = await killRun({ seed, submissions: 100, kills: 20 })
    expect({ defects, kills: kills.core + kills.gateway + kills.token, registered }).toEqual({ defects: [], kills: 20, registered: 100 })
  })
})
