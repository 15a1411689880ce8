import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseId } from '#core/domain/ids.ts'
import { besideTheOutbox } from '#core/domain/job.ts'
import { createRandom } from '#gateway/population/random.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
import { arrivalsOf, requestsAtGateway } from '#test/harness/gateway-records.ts'
import { applicant, caseUntil, fillIntake, logIn, must, pins, serviceId, sign, typeApplicant } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

/** TEREZE_TEST_SEED repeats a run. */
const seed = Number(process.env['TEREZE_TEST_SEED'] ?? randomInt(1_000_000))
const { between } = createRandom(seed)
/** Of an identity card's two sides. */
const mostPages = 2
/** The host waits longer before each further start of what keeps dying: so many kills for each workstation. */
const killsEach = 5

// While requests are signed and sent, the chaos suite kills far more often (test/chaos); here it is the intake and the whole program.
describe(`kill -9 at random moments (seed ${seed})`, () => {
  let workstation: TestWorkstation
  let data: string
  let cases: CaseId[]

  beforeEach(async () => {
    data = await preparedData()
    cases = []
    workstation = await startWorkstation({ dataFolder: data, keepData: true })
    await logIn(workstation.bridge, 'operator1')
  })
  afterEach(async () => {
    await workstation.stop()
    rmSync(data, { recursive: true, force: true })
  })

  const gatewayFolder = () => join(data, 'gateway')
  const complete = async (caseId: CaseId): Promise<void> => {
    const { bridge } = workstation
    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
    expect(await sign(bridge, preparationId, 'request', pins.operator1)).toMatchObject({ ok: true, value: { caseId } })
  }

  /** Sent once, here once, at the gateway once, told to the provider once, under one number, in a log whose chain holds. */
  const expectOnce = async (caseId: CaseId): Promise<void> => {
    const view = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered')
    const { lines } = await must(workstation.bridge, 'case/search', { text: applicant.iin, limit: 200 })
    expect({
      unbroken: view.unbroken,
      signed: view.timeline.filter(({ event }) => event.kind === 'requestSigned').length,
      registered: view.timeline.filter(({ event }) => event.kind === 'registered').length,
      jobs: view.jobs.filter(({ kind }) => kind !== besideTheOutbox).map(({ kind, state }) => ({ kind, state })),
      here: lines.filter((line) => line.caseId === caseId).map(({ number }) => number),
      atGateway: requestsAtGateway(gatewayFolder()).filter((request) => request.caseId === caseId),
      arrivals: arrivalsOf(gatewayFolder(), caseId),
    }).toEqual({
      unbroken: true,
      signed: 1,
      registered: 1,
      jobs: [{ kind: 'submitRequest', state: 'done' }],
      here: [view.number],
      atGateway: [{ caseId, number: view.number, hasResult: false }],
      arrivals: 1,
    })
  }

  /** No case too many anywhere, and none too few. */
  const expectNoOthers = async (): Promise<void> => {
    const { lines } = await must(workstation.bridge, 'case/search', { text: applicant.iin, limit: 200 })
    expect({
      here: lines.map((line) => line.caseId).sort(),
      atGateway: requestsAtGateway(gatewayFolder())
        .map((request) => request.caseId)
        .sort(),
    }).toEqual({ here: [...cases].sort(), atGateway: [...cases].sort() })
    await logIn(workstation.bridge, 'executor1')
    for (const caseId of cases) await caseUntil(workstation.bridge, caseId, ({ side }) => side === 'provider')
    const inbox = await must(workstation.bridge, 'case/search', { text: '', limit: 200 })
    expect(inbox.lines.map((line) => line.caseId).sort()).toEqual([...cases].sort())
  }

  it(`of the core, ${killsEach} times while an applicant is taken in: nothing acknowledged is lost`, async () => {
    for (let kill = 0; kill < killsEach; kill += 1) {
      const { bridge } = workstation
      const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
      cases.push(caseId)
      const draft = await typeApplicant(bridge, caseId)
      const page = await makeJpeg({ text: 'Жеке куәлік', dpi: 50 })
      const saved = { keystrokes: 0, pages: 0 }
      const type = async (): Promise<void> => {
        for (let keystroke = 1; ; keystroke += 1) {
          const typed = { ...draft, answers: { ...draft.answers, presentedTo: { kk: `мектепке ${keystroke}`, ru: 'в школу' } } }
          if (!(await bridge.api['intake/saveDraft']({ caseId, draft: typed })).ok) return
          saved.keystrokes = keystroke
          if (keystroke % 6 === 3 && saved.pages < mostPages) {
            if (!(await bridge.api['documents/importFile']({ caseId, slotId: 'identity', bytes: page })).ok) return
            saved.pages += 1
          }
          await wait(between(0, 15))
        }
      }
      const typing = type()
      await wait(between(0, 500))
      const killed = workstation.killChild('core')
      await typing
      await killed

      await logIn(bridge, 'operator1')
      const kept = (await must(bridge, 'intake/get', { caseId })).draft
      const presented = kept.answers['presentedTo']
      const keystrokes = typeof presented === 'object' && 'kk' in presented ? Number(/\d+$/.exec(presented.kk)?.[0]) : 0
      const pages = kept.slots.find(({ slotId }) => slotId === 'identity')?.pages.length ?? 0
      // What was under way when the kill came may have been written without the page hearing of it.
      expect([saved.keystrokes, saved.keystrokes + 1]).toContain(keystrokes)
      expect([saved.pages, saved.pages + 1]).toContain(pages)

      await must(bridge, 'intake/saveDraft', { caseId, draft })
      if (pages === 0) await must(bridge, 'documents/importFile', { caseId, slotId: 'identity', bytes: page })
      await must(bridge, 'documents/importFile', { caseId, slotId: 'application', bytes: await makePdf({ pages: 1 }) })
      for (const slotId of ['application', 'identity']) await must(bridge, 'documents/setOriginalSeen', { caseId, slotId, seen: true })
      await complete(caseId)
      await expectOnce(caseId)
    }
    await expectNoOthers()
  })

  it('of the whole program, once in the middle of an intake and once in the middle of sending: the next start goes on', async () => {
    const startAnew = async (): Promise<void> => {
      await workstation.killHost()
      workstation = await startWorkstation({ dataFolder: data, keepData: true })
      await logIn(workstation.bridge, 'operator1')
    }
    const taken = await fillIntake(workstation.bridge)
    cases.push(taken)
    await startAnew()
    const draft = await typeApplicant(workstation.bridge, taken)
    expect((await must(workstation.bridge, 'intake/get', { caseId: taken })).draft).toMatchObject({
      applicant: { iin: draft.applicant.iin, phone: draft.applicant.phone },
      answers: draft.answers,
    })
    const { preparationId } = await must(workstation.bridge, 'signing/prepareRequest', { caseId: taken })
    const signing = sign(workstation.bridge, preparationId, 'request', pins.operator1).catch(() => undefined)
    await wait(between(0, 400))
    await startAnew()
    await signing
    if ((await must(workstation.bridge, 'case/get', { caseId: taken, screen: 'case' })).stage === 'draft') await complete(taken)
    await expectOnce(taken)
    await expectNoOthers()
  })
})
