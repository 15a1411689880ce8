import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '#gateway/database/database.ts'
import { createSettings } from '#gateway/database/settings.ts'
import { manifestOf } from '#gateway/catalogue.ts'
import { loadResources, type Resources } from '#gateway/resources.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const loaded = loadResources(join(import.meta.dirname, '../../../resources'))
const settings = () => createSettings(openDatabase(join(temporaryFolder(), 'gateway.sqlite'), new Date()))
const without = (count: number): Resources => ({ ...loaded, services: loaded.services.slice(count) })

const recipient = `age1${'q'.repeat(58)}`

describe('the manifest', () => {
  it('keeps version and time of issue while its content stays', () => {
    const kept = settings()
    const first = manifestOf(loaded, recipient, kept, new Date('2026-11-22T06:00:00.000Z'))
    expect(manifestOf(loaded, recipient, kept, new Date('2027-03-01T06:00:00.000Z'))).toEqual(first)
    expect(first).toMatchObject({ version: expect.stringMatching(/^2026\.11\.22-001-/), issuedAt: '2026-11-22T06:00:00.000Z' })
  })

  it('has with every change a version that sorts after all before: on the same day, back and forth, and when the clock goes back', () => {
    const kept = settings()
    const at = (time: string, count: number) => manifestOf(without(count), recipient, kept, new Date(time)).version
    const versions = [
      at('2026-11-22T06:00:00.000Z', 0),
      ...Array.from({ length: 12 }, (_, index) => at('2026-11-22T07:00:00.000Z', 1 + (index % 2))),
      at('2026-11-23T06:00:00.000Z', 3),
      at('2026-11-20T06:00:00.000Z', 4),
      at('2026-12-01T06:00:00.000Z', 0),
    ]
    expect(versions.toSorted()).toEqual(versions)
    expect(new Set(versions).size).toBe(versions.length)
  })
})
