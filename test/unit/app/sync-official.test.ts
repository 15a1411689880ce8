import { expect, it } from 'vitest'
import { syncOfficial } from '#app/sync-official.ts'
import { ok } from '#core/base/result.ts'
import { createFakeDesk, definition, gatewayThat } from '#test/fakes/desk.ts'

it('takes over what is newer, keeps what is here while the gateway is silent, and writes nothing twice', async () => {
  const desk = createFakeDesk()
  const kept = desk.stores.settings.calendar()
  if (kept === undefined) throw new Error('The desk has a calendar')
  let writes = 0
  const settings = {
    ...desk.stores.settings,
    saveCatalogue: (...input: Parameters<typeof desk.stores.settings.saveCatalogue>) => {
      writes++
      desk.stores.settings.saveCatalogue(...input)
    },
  }
  const with_ = (answers: Parameters<typeof gatewayThat>[0]) =>
    syncOfficial({ ...desk, stores: { ...desk.stores, settings }, gateway: gatewayThat(answers) })
  const catalogue = () => Promise.resolve(ok({ version: '2', services: [{ ...definition, version: '2' }] }))
  const calendar = () => Promise.resolve(ok({ ...kept, version: 'newer' }))
  const answers = [await with_({}), await with_({ catalogue }), await with_({ catalogue, calendar }), await with_({ catalogue, calendar })]
  expect({
    answers,
    writes,
    versions: [desk.stores.settings.catalogue()?.version, desk.stores.settings.calendar()?.version],
    old: desk.stores.settings.definition(definition.id, definition.version)?.version,
  }).toEqual({ answers: [false, false, true, true], writes: 1, versions: ['2', 'newer'], old: definition.version })
})
