import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { canonicalHash } from '#core/domain/canonical.ts'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import calendarJson from '#resources/calendar/kz.json' with { type: 'json' }
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { definition, entryOf, sessionOf } from '#test/fakes/desk.ts'

const calendar = WorkCalendar.parse(calendarJson)
const open = (file: string): SqliteStores => {
  const opened = openStores({ file, key: new Uint8Array(32).fill(7) })
  if (!opened.ok) throw new Error(opened.error.tag)
  return opened.value
}
const at = '2026-11-20T05:00:00.000Z'

it('keeps every version of a definition under its hash, as it came, and never changes one', () => {
  const file = join(temporaryFolder(), 'w.db')
  const first = open(file)
  const source = { ...definition, ofTheFuture: 'unread by this program' }
  const second = ServiceDefinition.parse({ ...definition, version: '2.0.0' })
  first.settings.saveCatalogue('1', [{ definition, source, sha256: canonicalHash(source) }], calendar)
  first.settings.saveCatalogue('2', [entryOf(second)], { ...calendar, version: 'next' })
  // The same version again under another content: what is kept stays.
  first.settings.saveCatalogue('3', [entryOf({ ...second, number: 77 })], calendar)
  first.close()

  const { settings, close } = open(file)
  expect({
    inForce: settings.catalogue(),
    calendar: settings.calendar()?.version,
    kept: [definition.version, '2.0.0', '3.0.0'].map((version) => settings.definition(definition.id, version)?.number),
    hashes: [definition.version, '2.0.0', '3.0.0'].map((version) => settings.definitionHash(definition.id, version)),
  }).toEqual({
    inForce: { version: '3', services: [second] },
    calendar: calendar.version,
    kept: [definition.number, second.number, undefined],
    hashes: [canonicalHash(source), canonicalHash(second), undefined],
  })
  close()
})

it('keeps why a catalogue was refused until one is taken, and who the colleagues are', () => {
  const file = join(temporaryFolder(), 'w.db')
  const first = open(file)
  const before = [first.settings.catalogueRefusal(), first.settings.colleagues()]
  first.settings.saveCatalogueRefusal({ why: 'hashDiffers', at })
  first.settings.saveColleagues([sessionOf('executor').staff])
  first.close()
  const { settings, close } = open(file)
  const kept = [settings.catalogueRefusal(), settings.colleagues()]
  settings.saveCatalogueRefusal(undefined)
  expect([before, kept, settings.catalogueRefusal()]).toEqual([
    [undefined, []],
    [{ why: 'hashDiffers', at }, [sessionOf('executor').staff]],
    undefined,
  ])
  close()
})
