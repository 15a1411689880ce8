import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '#adapters/sqlite/connect.ts'
import { deriveKey } from '#app/derive-key.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { makeJpeg } from '#test/builders/papers.ts'
import { canMakeDisks, makeSmallDisk, type SmallDisk } from '#test/fixtures/small-disk.ts'
import { faultOf } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { applicant, caseUntil, fillIntake, logIn, must, pins, sign, submit, typeApplicant } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

describe.skipIf(!canMakeDisks)('the disk (skipped where no file system can be mounted and broken: Linux, root, loop devices)', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let elsewhere: string
  let disk: SmallDisk

  const start = async (): Promise<void> => {
    workstation = await startWorkstation({ dataFolder: disk.folder, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    await logIn(workstation.bridge, 'operator1')
  }
  // The gateway stands for another machine: its disk is another.
  beforeEach(async () => {
    elsewhere = await preparedData()
    // Below 200 MB nothing new is taken in any more: there is room for an intake before the disk is filled.
    disk = makeSmallDisk(320)
    const stays = (path: string): boolean => path === join(elsewhere, 'gateway') || basename(path) === 'backups'
    cpSync(elsewhere, disk.folder, { recursive: true, filter: (path) => !stays(path) })
    gateway = await startGateway({ dataFolder: join(elsewhere, 'gateway') })
    await start()
  })
  afterEach(async () => {
    await workstation.stop()
    await gateway.kill()
    disk.remove()
    rmSync(elsewhere, { recursive: true, force: true })
  })

  /** Saves what is typed until the disk says no. @returns the last text that was acknowledged, and the fault */
  async function typeUntilFault(caseId: CaseId) {
    const draft = await typeOffline(caseId)
    let acknowledged: string | undefined
    for (let keystroke = 1; keystroke <= 3_000; keystroke += 1) {
      const address = `${draft.applicant.address} ${keystroke}`
      const answer = await workstation.bridge.api['intake/saveDraft']({
        caseId,
        draft: { ...draft, applicant: { ...draft.applicant, address } },
      })
      if (!answer.ok) return { acknowledged: acknowledged ?? draft.applicant.address, fault: await faultOf(answer) }
      acknowledged = address
    }
    throw new Error('The disk took everything')
  }
  const typeOffline = async (caseId: CaseId) => {
    const { slots: _slots, ...draft } = (await must(workstation.bridge, 'intake/get', { caseId })).draft
    return draft
  }

  const expectReadable = async (caseId: CaseId, address: string): Promise<void> => {
    const { bridge } = workstation
    const { draft } = await must(bridge, 'intake/get', { caseId })
    expect(draft.applicant).toMatchObject({ iin: applicant.iin, address })
    expect((await must(bridge, 'case/search', { text: applicant.iin, limit: 10 })).lines.map((line) => line.caseId)).toContain(caseId)
    expect(await must(bridge, 'case/get', { caseId, screen: 'case' })).toMatchObject({ stage: 'draft', unbroken: true })
    const page = draft.slots.find(({ slotId }) => slotId === 'identity')?.pages[0]?.source
    if (page === undefined) throw new Error('No page')
    expect((await must(bridge, 'documents/content', { caseId, hash: page.hash })).type).toBe('image/jpeg')
    expect((await must(bridge, 'documents/thumbnail', { caseId, hash: page.hash, side: 200 })).jpeg.length).toBeGreaterThan(100)
    await must(bridge, 'header/status', {})
    await must(bridge, 'outbox/list', { show: 'open', limit: 100 })
  }

  const finish = async (caseId: CaseId): Promise<void> => {
    const { bridge } = workstation
    await must(bridge, 'intake/saveDraft', { caseId, draft: await typeApplicant(bridge, caseId) })
    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
    expect(await sign(bridge, preparationId, 'request', pins.operator1)).toMatchObject({ ok: true })
    expect((await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')).unbroken).toBe(true)
    expect(requestsAtGateway(gateway.dataFolder).filter((request) => request.caseId === caseId)).toHaveLength(1)
  }

  it('is full: saving says so, reading works, nothing acknowledged is lost, and with room again the draft goes on', async () => {
    const { bridge } = workstation
    const caseId = await fillIntake(bridge)
    disk.fill()
    const { acknowledged, fault } = await typeUntilFault(caseId)
    expect(fault).toMatchObject({ tag: 'storage/diskFull' })
    expect(
      await faultOf(await bridge.api['documents/importFile']({ caseId, slotId: 'identity', bytes: await makeJpeg({ dpi: 200 }) })),
    ).toMatchObject({ tag: 'storage/diskFull' })
    await expectReadable(caseId, acknowledged)
    disk.free()
    await finish(caseId)
  })

  it('is full when the core starts: the page is told, and once there is room it goes on by itself', async () => {
    const { bridge } = workstation
    const caseId = await fillIntake(bridge)
    disk.fill()
    const { acknowledged } = await typeUntilFault(caseId)
    await workstation.killChild('core')
    expect(await faultOf(await bridge.api['session/current']({}))).toMatchObject({ tag: 'storage/diskFull' })
    disk.free()
    await expect.poll(async () => (await bridge.api['session/current']({})).ok, { timeout: 20_000, interval: 100 }).toBe(true)
    await logIn(bridge, 'operator1')
    await expectReadable(caseId, acknowledged)
  })

  it('is full while a request waits to be sent: it is sent, once, when there is room again', async () => {
    const { bridge } = workstation
    await gateway.misbehave({ refuseRetryAfterSeconds: 1, onlyPath: '/v1/requests' })
    const caseId = await submit(bridge)
    await caseUntil(bridge, caseId, ({ jobs }) => jobs[0]?.lastFault !== undefined)
    const other = await fillIntake(bridge)
    disk.fill()
    await typeUntilFault(other)
    await gateway.misbehave({})
    // Its turn comes, and goes by.
    await wait(1_500)
    expect((await must(bridge, 'case/get', { caseId, screen: 'case' })).jobs).toMatchObject([{ kind: 'submitRequest' }])
    disk.free()
    const view = await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    expect({ unbroken: view.unbroken, registered: view.timeline.filter(({ event }) => event.kind === 'registered').length }).toEqual({
      unbroken: true,
      registered: 1,
    })
    expect(requestsAtGateway(gateway.dataFolder)).toEqual([{ caseId, number: view.number, hasResult: false }])
  })

  it('becomes read-only under the running program: saving says so, reading works, and after the repair the draft goes on', async () => {
    const { bridge } = workstation
    const caseId = await fillIntake(bridge)
    disk.fail()
    const { acknowledged, fault } = await typeUntilFault(caseId)
    expect(fault).toMatchObject({ tag: 'storage/readOnly' })
    expect(
      await faultOf(await bridge.api['documents/importFile']({ caseId, slotId: 'identity', bytes: await makeJpeg({ dpi: 200 }) })),
    ).toMatchObject({ tag: 'storage/readOnly' })
    await expectReadable(caseId, acknowledged)
    await workstation.stop()
    disk.repair()
    await start()
    await expectReadable(caseId, acknowledged)
    await finish(caseId)
  })
})

describe('a database that cannot be opened', () => {
  let workstation: TestWorkstation | undefined
  /** As a good day left it: one case in it. */
  let kept: string
  let data: string
  const file = () => join(data, 'training-centre', 'tereze.db')

  beforeAll(async () => {
    kept = await preparedData()
    workstation = await startWorkstation({ dataFolder: kept, keepData: true })
    await logIn(workstation.bridge, 'operator1')
    await caseUntil(workstation.bridge, await submit(workstation.bridge), ({ stage }) => stage === 'registered')
    await workstation.stop()
  })
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'tereze-test-'))
    cpSync(kept, data, { recursive: true })
  })
  afterEach(async () => {
    await workstation?.stop()
    rmSync(data, { recursive: true, force: true })
  })
  afterAll(() => rmSync(kept, { recursive: true, force: true }))

  const expectFault = async (tag: string): Promise<void> => {
    const before = readFileSync(file())
    workstation = await startWorkstation({ dataFolder: data, keepData: true })
    expect(await faultOf(await workstation.bridge.api['session/current']({}))).toMatchObject({ tag })
    expect(await faultOf(await workstation.bridge.api['session/login']({ login: 'operator1', password: 'x' }))).toMatchObject({ tag })
    await workstation.stop()
    // It is left as it was found.
    expect(readFileSync(file()).equals(before)).toBe(true)

    cpSync(join(kept, 'training-centre'), join(data, 'training-centre'), { recursive: true })
    workstation = await startWorkstation({ dataFolder: data, keepData: true })
    await logIn(workstation.bridge, 'operator1')
    expect((await must(workstation.bridge, 'case/search', { text: applicant.iin, limit: 10 })).lines).toHaveLength(1)
  }

  it('because a newer program wrote it: the page says so, the file stays as it is', async () => {
    const opened = connect({
      file: file(),
      key: deriveKey(readFileSync(join(data, 'key')), 'training-centre', 'database'),
      waitMilliseconds: 1_000,
    })
    if (!opened.ok) throw new Error(opened.error.tag)
    opened.value.pragma('user_version = 9990')
    opened.value.close()
    await expectFault('storage/newerVersion')
  })

  it('because nothing of it opens with the key: the page says so, the file stays as it is', async () => {
    rmSync(join(data, 'training-centre', 'backups'), { recursive: true })
    writeFileSync(file(), Buffer.alloc(4096 * 20, 0x5a))
    await expectFault('storage/damaged')
  })
})

describe('a damaged database', () => {
  let workstation: TestWorkstation | undefined
  let data: string
  afterEach(async () => {
    await workstation?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  it.each([
    { where: 'at its beginning', at: 20 },
    { where: 'in its middle', at: 4096 * 9 + 500 },
  ])('$where is mended when the program starts: the page says so until it is read, the case is there, work goes on', async ({ at }) => {
    data = await preparedData()
    workstation = await startWorkstation({ dataFolder: data, keepData: true })
    await logIn(workstation.bridge, 'operator1')
    await caseUntil(workstation.bridge, await submit(workstation.bridge), ({ stage }) => stage === 'registered')
    await workstation.stop()
    const handle = openSync(join(data, 'training-centre', 'tereze.db'), 'r+')
    writeSync(handle, Buffer.alloc(64, 0x5a), 0, 64, at)
    closeSync(handle)

    workstation = await startWorkstation({ dataFolder: data, keepData: true })
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const { recovery } = await must(bridge, 'header/status', {})
    expect(recovery).toMatchObject({ cases: 1, brokenOff: 0, lost: 0 })
    expect(recovery?.backupAt).toBeDefined()
    await must(bridge, 'header/dismissRecovery', {})
    expect((await must(bridge, 'header/status', {})).recovery).toBeUndefined()
    const { lines } = await must(bridge, 'case/search', { text: applicant.iin, limit: 10 })
    expect(lines).toMatchObject([{ stage: 'registered' }])
    expect((await must(bridge, 'case/get', { caseId: lines[0]!.caseId, screen: 'case' })).unbroken).toBe(true)
    await caseUntil(bridge, await submit(bridge), ({ stage }) => stage === 'registered')
    expect(readdirSync(join(data, 'training-centre')).filter((name) => name.includes('.damaged-'))).toHaveLength(1)
  })
})
