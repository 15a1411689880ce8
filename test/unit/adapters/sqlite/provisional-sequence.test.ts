import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { provisionalNumber } from '#core/domain/provisional-number.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const key = new Uint8Array(32).fill(7)

function open(file: string): SqliteStores {
  const stores = openStores({ file, key })
  if (!stores.ok) throw new Error(stores.error.tag)
  return stores.value
}

type Step = { readonly kind: 'give'; readonly desk: number; readonly day: string } | { readonly kind: 'restart' | 'backUp' | 'restore' }

const step: fc.Arbitrary<Step> = fc.oneof(
  // Few days, in any order: a clock may be set back to yesterday and ahead again.
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      desk: fc.integer({ min: 1, max: 2 }),
      day: fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'backUp' as const, 'restore' as const) }) },
)

it('no number is given twice: between desks and days, over restarts, wrong clocks and restores of any backup', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const folder = temporaryFolder()
      const desks = [1, 2].map((number) => {
        const file = join(folder, `${number}.db`)
        const stores = open(file)
        return { number, file, backup: `${file}.backup`, stores, backedUp: false, restores: 0 }
      })
      const given: string[] = []
      for (const { kind, ...what } of steps) {
        for (const desk of desks) {
          if (kind === 'give') {
            if ('desk' in what && what.desk === desk.number)
              given.push(provisionalNumber(desk.number, what.day, desk.stores.settings.nextProvisional(what.day)))
            continue
          }
          if (kind === 'restore' && !desk.backedUp) continue
          desk.stores.close()
          if (kind === 'backUp') {
            copyFileSync(desk.file, desk.backup)
            desk.backedUp = true
          }
          if (kind === 'restore') copyFileSync(desk.backup, desk.file)
          desk.stores = open(desk.file)
          if (kind === 'restore') desk.stores.settings.startProvisionalEpoch(++desk.restores)
        }
      }
      for (const { stores } of desks) stores.close()
      expect(new Set(given).size).toBe(given.length)
    }),
    { numRuns: 25 },
  )
}, 120_000)

it('an epoch that is known already moves nothing', () => {
  const stores = open(join(temporaryFolder(), 'desk.db'))
  stores.settings.startProvisionalEpoch(2)
  const first = stores.settings.nextProvisional('2026-11-20')
  stores.settings.startProvisionalEpoch(1)
  stores.settings.startProvisionalEpoch(2)
  expect([first, stores.settings.nextProvisional('2026-11-20'), stores.settings.nextProvisional('2026-11-21')]).toEqual([
    2_001, 2_002, 2_001,
  ])
  stores.close()
})
