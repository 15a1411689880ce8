import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CarrierManifest, CarrierProof, contentsOf } from '#core/domain/carrier.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { carrierPath, carrierType } from '#core/wire/routes.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { faultOf } from '#test/harness/fault-sentences.ts'
import { carrierIdentityOf, requestsAtGateway } from '#test/harness/gateway-records.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { caseUntil, fittingCertificate, logIn, must, pins, sign, submit } from '#test/harness/journey.ts'
import { verifiedByOpenssl } from '#test/harness/openssl-judge.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const root = join(import.meta.dirname, '../../..')
const hasAge = spawnSync('age', ['--version']).status === 0
const longWait = 86_400

describe.skipIf(softhsm === undefined)('the queue on a carrier', () => {
  let data: string
  let stick: string
  let gateway: StartedGateway
  let workstation: TestWorkstation

  beforeAll(async () => {
    data = await preparedData()
    stick = mkdtempSync(join(tmpdir(), 'tereze-stick-'))
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    const environment = { TEREZE_GATEWAY: gateway.url, TEREZE_CARRIER_FOLDERS: stick }
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment })
    await logIn(workstation.bridge, 'operator1')
  })
  afterEach(async () => {
    await gateway.misbehave({})
  })
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    for (const folder of [data, stick]) rmSync(folder, { recursive: true, force: true })
  })

  /** Writes what the queue of whoever is logged in holds to the stick. @returns the file's path */
  async function writeToStick(pin: string): Promise<string> {
    const { bridge } = workstation
    const { preparationId } = await must(bridge, 'carrier/prepare', {})
    const { places } = await must(bridge, 'carrier/places', {})
    expect(places.map(({ folder }) => folder)).toContain(stick)
    const certificateId = await fittingCertificate(bridge, 'request')
    const ticket = randomUUID()
    await bridge.leavePin(ticket, new TextEncoder().encode(pin))
    const { path } = await must(bridge, 'carrier/write', { preparationId, certificateId, ticket, folder: stick })
    expect(readdirSync(stick).filter((name) => name.endsWith('.part'))).toEqual([])
    return path
  }
  const put = async (body: Uint8Array) => {
    const response = await fetch(gateway.url + carrierPath, {
      method: 'PUT',
      headers: { 'content-type': carrierType },
      body: new Uint8Array(body),
    })
    return response.ok ? { proof: await response.bytes() } : { refused: ((await response.json()) as { code: string }).code }
  }
  const importByCommand = (file: string): Buffer => {
    const said = spawnSync(process.execPath, [join(root, 'tools/carrier.ts'), 'import', file, '--gateway', gateway.url], { cwd: root })
    expect([said.stderr.toString(), said.status]).toEqual(['', 0])
    return readFileSync(`${file}.proof`)
  }
  const openJobs = async () => (await must(workstation.bridge, 'outbox/list', { show: 'open', limit: 100 })).jobs
  /** The line refused it: it waits. */
  const held = (caseId: CaseId) =>
    expect
      .poll(async () => (await openJobs()).some((job) => job.caseId === caseId && job.lastFault !== undefined), { timeout: 60_000 })
      .toBe(true)
  const registeredAs = (caseId: CaseId) => requestsAtGateway(gateway.dataFolder).filter((row) => row.caseId === caseId)
  const eventsOf = async (caseId: CaseId) =>
    (await must(workstation.bridge, 'case/get', { caseId, screen: 'handOut' })).timeline.map(({ event }) => event.kind)

  it('a day without a line: out, in, and back, each registered once; then the line returns and nothing doubles', async () => {
    const { bridge } = workstation
    await gateway.misbehave({ refuseRetryAfterSeconds: longWait, onlyPath: '/v1/documents' })
    const caseIds = [await submit(bridge), await submit(bridge)]
    for (const caseId of caseIds) await held(caseId)
    const file = await writeToStick(pins.operator1)
    expect((await openJobs()).map(({ onCarrierSince }) => onCarrierSince)).toEqual([expect.any(String), expect.any(String)])

    const proof = importByCommand(file)
    expect(importByCommand(file).equals(proof)).toBe(true)
    const told = CarrierProof.parse(JSON.parse(verifiedByOpenssl(proof, gateway.centre)))
    expect(told.items.map(({ caseId, answer }) => [caseId, answer?.number])).toEqual(
      caseIds.map((caseId) => [caseId, registeredAs(caseId)[0]?.number]),
    )

    expect(await must(bridge, 'carrier/takeProof', { proof })).toEqual({ done: 2, refused: 0, waiting: 0 })
    expect(await must(bridge, 'carrier/takeProof', { proof })).toEqual({ done: 2, refused: 0, waiting: 0 })
    for (const caseId of caseIds) {
      const view = await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
      expect([view.number, view.deadline]).toEqual([
        registeredAs(caseId)[0]?.number,
        told.items.find((item) => item.caseId === caseId)?.answer?.deadline,
      ])
      for (const { sha256 } of view.request?.documents ?? []) {
        const authorization = `Bearer ${gateway.provider.workplaceToken}`
        await gateway.misbehave({})
        const document = await fetch(`${gateway.url}/v1/documents/${sha256}/content`, { headers: { authorization } })
        expect(hashOf(await document.bytes())).toBe(sha256)
      }
    }
    await gateway.misbehave({})
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    for (const caseId of caseIds) {
      expect(registeredAs(caseId)).toHaveLength(1)
      expect((await eventsOf(caseId)).filter((kind) => kind === 'registered')).toHaveLength(1)
    }
    expect(await openJobs()).toEqual([])
  })

  it('the line came back before the stick arrived: the import is the echo of the wire', async () => {
    const { bridge } = workstation
    await gateway.misbehave({ refuseRetryAfterSeconds: longWait, onlyPath: '/v1/documents' })
    const caseId = await submit(bridge)
    await held(caseId)
    const file = await writeToStick(pins.operator1)
    await gateway.misbehave({})
    const [job] = await openJobs()
    await must(bridge, 'outbox/retryNow', { jobId: job!.id })
    const { number } = await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    const proof = importByCommand(file)
    expect(await must(bridge, 'carrier/takeProof', { proof })).toEqual({ done: 1, refused: 0, waiting: 0 })
    expect(registeredAs(caseId)).toEqual([{ caseId, number, hasResult: false }])
    expect((await eventsOf(caseId)).filter((kind) => kind === 'registered')).toHaveLength(1)
  })

  it('what is torn, altered, foreign or of nobody here is refused, and changes nothing', async () => {
    const { bridge } = workstation
    await gateway.misbehave({ refuseRetryAfterSeconds: longWait, onlyPath: '/v1/documents' })
    const caseId = await submit(bridge)
    await held(caseId)
    const whole = readFileSync(await writeToStick(pins.operator1))
    const altered = (at: number): Buffer => {
      const copy = Buffer.from(whole)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    }
    const otherHeader = Buffer.from(
      whole.toString('latin1').replace(/-> X25519 ./, (found) => `${found.slice(0, -1)}${found.endsWith('A') ? 'B' : 'A'}`),
      'latin1',
    )
    expect({
      empty: await put(Buffer.alloc(0)),
      half: await put(whole.subarray(0, whole.length / 2)),
      withoutEnd: await put(whole.subarray(0, whole.length - 1)),
      alteredEarly: await put(altered(400)),
      alteredLate: await put(altered(whole.length - 20)),
      foreign: await put(otherHeader),
    }).toEqual({
      empty: { refused: 'carrier/damaged' },
      half: { refused: 'carrier/damaged' },
      withoutEnd: { refused: 'carrier/damaged' },
      alteredEarly: { refused: 'carrier/damaged' },
      alteredLate: { refused: 'carrier/damaged' },
      foreign: { refused: expect.stringMatching(/^carrier\/(foreign|damaged)$/) },
    })
    expect([registeredAs(caseId), readdirSync(join(gateway.dataFolder, 'carriers'))]).toEqual([[], []])
    expect(await put(whole)).toMatchObject({ proof: expect.any(Uint8Array) })
    expect(registeredAs(caseId)).toHaveLength(1)
  })

  it.skipIf(!hasAge)(
    'Debian’s age opens it with the gateway’s key, and OpenSSL verifies the operator’s manifest (skipped without age)',
    async () => {
      const { bridge } = workstation
      await gateway.misbehave({ refuseRetryAfterSeconds: longWait, onlyPath: '/v1/documents' })
      const caseId = await submit(bridge)
      await held(caseId)
      const file = await writeToStick(pins.operator1)
      const folder = mkdtempSync(join(tmpdir(), 'tereze-age-'))
      writeFileSync(join(folder, 'identity'), carrierIdentityOf(gateway.dataFolder), { mode: 0o600 })
      const run = (program: string, ...args: string[]) =>
        expect([program, spawnSync(program, args, { cwd: folder }).status]).toEqual([program, 0])
      run('age', '-d', '-i', 'identity', '-o', 'carrier.tar', file)
      run('tar', '-xf', 'carrier.tar')
      const content = verifiedByOpenssl(readFileSync(join(folder, 'manifest.cms')), gateway.centre)
      const manifest = CarrierManifest.parse(JSON.parse(content))
      expect(Buffer.from(canonicalBytes(manifest)).toString('utf8')).toBe(content)
      expect(readdirSync(join(folder, 'contents')).toSorted()).toEqual(
        contentsOf(manifest.items)
          .map(({ sha256 }) => sha256)
          .toSorted(),
      )
      for (const { sha256, bytes } of contentsOf(manifest.items)) {
        const kept = readFileSync(join(folder, 'contents', sha256))
        expect([hashOf(kept), kept.length]).toEqual([sha256, bytes])
      }
      rmSync(folder, { recursive: true })
    },
  )

  it('the provider’s acceptance and result go by carrier too, and a proof is only for its own desk', async () => {
    const { bridge } = workstation
    const caseId = await submit(bridge)
    await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    await logIn(bridge, 'executor1')
    await caseUntil(bridge, caseId, ({ side }) => side === 'provider')
    await gateway.misbehave({ refuseRetryAfterSeconds: longWait, onlyPath: '/v1/requests' })
    await must(bridge, 'provider/accept', { caseId })
    const decision = {
      outcome: 'positive' as const,
      form: 'certificate',
      fields: { registeredInfo: { kk: '2026 жылғы 10 қарашадан бастап', ru: 'с 10 ноября 2026 года' } },
    }
    const { preparationId } = await must(bridge, 'signing/prepareResult', { caseId, decision })
    expect(await sign(bridge, preparationId, 'result', pins.executor1)).toMatchObject({ ok: true })
    await held(caseId)
    const proof = importByCommand(await writeToStick(pins.executor1))

    await logIn(bridge, 'operator1')
    expect(await faultOf(await bridge.api['carrier/takeProof']({ proof }))).toMatchObject({ tag: 'proof/otherWorkplace' })
    const altered = Buffer.from(proof)
    const at = altered.indexOf('"workplaceId"')
    altered[at + 2] = 0x41
    expect(await faultOf(await bridge.api['carrier/takeProof']({ proof: altered }))).toMatchObject({ tag: 'proof/badSignature' })

    await logIn(bridge, 'executor1')
    expect(await must(bridge, 'carrier/takeProof', { proof })).toEqual({ done: 2, refused: 0, waiting: 0 })
    expect((await caseUntil(bridge, caseId, ({ resultDelivered }) => resultDelivered)).stage).toBe('completed')
    expect(registeredAs(caseId)).toEqual([expect.objectContaining({ hasResult: true })])
    await logIn(bridge, 'operator1')
  })
})
