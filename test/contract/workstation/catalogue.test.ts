import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ServiceDefinition } from '#core/domain/service.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { logIn, must } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { arriveAtProvider, decide, decisionFor, formsOf, giveOut, type Ground, sendByPortal, takeIn } from '#test/harness/service-walk.ts'
import { startTamperingProxy, type TamperingProxy } from '#test/harness/tampering-proxy.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const root = join(import.meta.dirname, '../../..')
const fourteenth = ServiceDefinition.parse(JSON.parse(readFileSync(join(root, 'test/fixtures/services/library-card.json'), 'utf8')))

describe.skipIf(softhsm === undefined)('the catalogue on its way from the gateway', () => {
  let data: string
  let resources: string
  let gateway: StartedGateway
  let proxy: TamperingProxy
  let workstation: TestWorkstation
  const start = async (): Promise<void> => {
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: proxy.url } })
    await logIn(workstation.bridge, 'operator1')
  }
  const list = () => must(workstation.bridge, 'catalogue/list', {})
  /** The catalogue is asked for when the connection comes up. */
  const listUntil = async (isWanted: (listed: Awaited<ReturnType<typeof list>>) => boolean) => {
    for (let tries = 0; tries < 100; tries++) {
      const listed = await list()
      if (isWanted(listed)) return listed
      await wait(100)
    }
    throw new Error(`Not in time: ${JSON.stringify((await list()).refused)}`)
  }

  beforeAll(async () => {
    data = await preparedData()
    resources = mkdtempSync(join(tmpdir(), 'tereze-resources-'))
    cpSync(join(root, 'resources'), resources, { recursive: true })
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), resources })
    proxy = await startTamperingProxy(gateway.url)
    await start()
  })
  afterAll(async () => {
    await workstation.stop()
    await proxy.stop()
    await gateway.kill()
    rmSync(resources, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
  })

  it('thirteen services are listed, numbered, each with its channels', async () => {
    const { services, refused } = await listUntil(({ services: listed }) => listed.length > 0)
    expect(refused).toBeUndefined()
    expect(services.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
    expect(
      services
        .filter(({ receivable }) => !receivable)
        .map(({ number }) => number)
        .sort((a, b) => a - b),
    ).toEqual([6, 11])
  })

  it.each([
    [
      'a term was changed on the way',
      'hashDiffers',
      (body: { services: { term: { rule: { days: number } } }[] }) => {
        const [first] = body.services
        if (first !== undefined) first.term.rule.days += 1
        return body
      },
    ],
    ['a service was left out', 'hashDiffers', (body: { services: unknown[] }) => ({ ...body, services: body.services.slice(1) })],
    ['the signature is not one', 'unsigned', (body: object) => ({ ...body, manifest: Buffer.from('not a signature').toString('base64') })],
    [
      'one byte of the manifest was changed',
      'badSignature',
      (body: { manifest: string }) => {
        const bytes = Buffer.from(body.manifest, 'base64')
        const at = bytes.indexOf('tereze.catalogue/1')
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return { ...body, manifest: bytes.toString('base64') }
      },
    ],
  ] as const)('%s: refused as %s, and the old one stays', async (_what, why, change) => {
    await workstation.stop()
    proxy.tamper('/v1/catalogue', change as (body: unknown) => unknown)
    await start()
    const { services, refused } = await listUntil((listed) => listed.refused !== undefined)
    expect({ why: refused?.why, count: services.length }).toEqual({ why, count: 13 })
    // A sound one takes the reason away.
    await workstation.stop()
    proxy.tamper('/v1/catalogue', undefined)
    await start()
    await listUntil((listed) => listed.refused === undefined)
  })

  it('a fourteenth service is one more file: listed, taken in, decided and handed out by the same program', async () => {
    await gateway.kill()
    writeFileSync(join(resources, 'services', 'library-card.json'), JSON.stringify(fourteenth))
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), resources, port: Number(new URL(gateway.url).port) })
    const ground: Ground = { bridge: workstation.bridge, gatewayUrl: gateway.url, staff: gateway.staff }
    await listUntil(({ services }) => services.length === 14)
    const byPortal = await sendByPortal(ground, fourteenth)
    const { request } = await arriveAtProvider(ground, fourteenth, byPortal)
    const caseId = await takeIn(ground, fourteenth, 'centre', request)
    const arrived = await arriveAtProvider(ground, fourteenth, caseId)
    const [form] = formsOf(fourteenth, arrived.request)
    if (form === undefined) throw new Error('No blank')
    await decide(ground, fourteenth, caseId, decisionFor(form, arrived.request, { 'applicant.kind': 'person', channel: 'centre' }))
    expect(await giveOut(ground, fourteenth, caseId, 'centre', false)).toMatchObject({ stage: 'handedOut', outcome: 'positive' })
  })

  it('a newer version is in force for new cases, while a case that was begun keeps its own', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const before = await must(bridge, 'intake/open', { serviceId: fourteenth.id, language: 'kk' })
    await gateway.kill()
    const newer = { ...fourteenth, version: '1.1.0', name: { kk: 'Кітапхана билетін беру және ұзарту', ru: 'Выдача и продление билета' } }
    writeFileSync(join(resources, 'services', 'library-card.json'), JSON.stringify(newer))
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), resources, port: Number(new URL(gateway.url).port) })
    await listUntil(({ services }) => services.some(({ version, id }) => id === fourteenth.id && version === '1.1.0'))
    const after = await must(bridge, 'intake/open', { serviceId: fourteenth.id, language: 'kk' })
    const versions = await Promise.all(
      [before, after].map(async ({ caseId }) => (await must(bridge, 'intake/get', { caseId })).definition.version),
    )
    expect(versions).toEqual(['1.0.0', '1.1.0'])
  })

  it('offline, a desk that starts anew works with the last good one', async () => {
    await workstation.stop()
    await proxy.stop()
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    await logIn(workstation.bridge, 'operator1')
    await gateway.kill()
    const { services } = await list()
    expect(services).toHaveLength(14)
    const { caseId } = await must(workstation.bridge, 'intake/open', { serviceId: fourteenth.id, language: 'ru' })
    expect((await must(workstation.bridge, 'intake/get', { caseId })).definition.version).toBe('1.1.0')
  })
})
