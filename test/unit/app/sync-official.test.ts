import { expect, it } from 'vitest'
import { syncOfficial } from '#app/sync-official.ts'
import { ok } from '#core/base/result.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { offeredCatalogue } from '#test/builders/catalogue.ts'
import { createFakeDesk, definition, gatewayThat, sessionOf } from '#test/fakes/desk.ts'

const next = { ...definition, version: '9.0.0' }
const offering =
  (...input: Parameters<typeof offeredCatalogue>): Gateway['catalogue'] =>
  () =>
    Promise.resolve(ok(offeredCatalogue(...input)))

function setUp() {
  const desk = createFakeDesk()
  const written: string[] = []
  const settings = {
    ...desk.stores.settings,
    saveCatalogue: (...input: Parameters<typeof desk.stores.settings.saveCatalogue>) => {
      written.push(input[0])
      desk.stores.settings.saveCatalogue(...input)
    },
  }
  const sync = (answers: Partial<Gateway>) => syncOfficial({ ...desk, stores: { ...desk.stores, settings }, gateway: gatewayThat(answers) })
  return { desk, written, sync }
}

it('takes over what is newer, keeps what is here while the gateway is silent, and writes nothing twice', async () => {
  const { desk, written, sync } = setUp()
  const { staff } = sessionOf('executor')
  const catalogue = offering({ version: '2', services: [next] })
  const colleagues = () => Promise.resolve(ok([staff]))
  const answers = [await sync({}), await sync({ catalogue }), await sync({ catalogue, staff: colleagues })]
  const { settings } = desk.stores
  expect({
    answers,
    written,
    version: settings.catalogue()?.version,
    kept: [settings.definition(definition.id, definition.version)?.version, settings.definition(definition.id, next.version)?.version],
    colleagues: settings.colleagues(),
  }).toEqual({ answers: [false, false, true], written: ['2'], version: '2', kept: [definition.version, '9.0.0'], colleagues: [staff] })
})

it('keeps why a catalogue was refused and since when, leaves the last good one in force, and forgets the refusal with the next good one', async () => {
  const { desk, written, sync } = setUp()
  const { settings } = desk.stores
  const bad = offering({ version: '2', services: [next] }, { role: 'employee' })
  await sync({ catalogue: bad })
  await desk.clock.advance(3_600_000)
  await sync({ catalogue: bad })
  const refused = settings.catalogueRefusal()
  const inForce = settings.catalogue()?.version
  await sync({ catalogue: offering({ version: '2', services: [next] }) })
  expect({ refused, inForce, then: settings.catalogueRefusal(), written }).toEqual({
    refused: { why: 'untrustedSigner', at: '2026-11-20T05:00:00.000Z' },
    inForce: '1',
    then: undefined,
    written: ['2'],
  })
})

it('asks for what is newer than what is in force, and after a refusal for everything', async () => {
  const { desk, sync } = setUp()
  const asked: (string | undefined)[] = []
  const answering =
    (answer: Awaited<ReturnType<Gateway['catalogue']>>): Gateway['catalogue'] =>
    (have) => {
      asked.push(have)
      return Promise.resolve(answer)
    }
  const staff = () => Promise.resolve(ok([]))
  const bad = ok(offeredCatalogue({ version: '2', services: [next] }, { role: 'employee' }))
  const answers = [
    await sync({ catalogue: answering(ok('unchanged')), staff }),
    await sync({ catalogue: answering(bad), staff }),
    await sync({ catalogue: answering(ok(offeredCatalogue({ version: '2', services: [next] }))), staff }),
    await sync({ catalogue: answering(ok('unchanged')), staff }),
  ]
  expect({ asked, answers, version: desk.stores.settings.catalogue()?.version }).toEqual({
    asked: ['1', '1', undefined, '2'],
    answers: [true, true, true, true],
    version: '2',
  })
})
