import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId } from '#core/domain/ids.ts'
import { besideTheOutbox } from '#core/domain/job.ts'
import { hasCompiler, openShim, removeShim, type Shim, softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { expectSentences, faultOf } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { caseUntil, fillIntake, logIn, must, pins, sign } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const stuckAfter = 1_500

describe.skipIf(softhsm === undefined || !hasCompiler)(
  'the token fails during a signature (SoftHSM2 behind a shim that injects faults)',
  () => {
    let workstation: TestWorkstation
    let data: string
    let shim: Shim

    beforeAll(async () => {
      data = await preparedData()
      shim = openShim(data)
      const environment = { TEREZE_PKCS11: shim.module, TEREZE_TOKEN_STUCK_AFTER: String(stuckAfter) }
      workstation = await startWorkstation({ dataFolder: data, keepData: true, environment })
      await logIn(workstation.bridge, 'operator1')
    })
    afterEach(() => shim.order())
    afterAll(async () => {
      await workstation.stop()
      rmSync(data, { recursive: true, force: true })
      removeShim()
    })

    const prepared = async () => {
      const caseId = await fillIntake(workstation.bridge)
      const { preparationId } = await must(workstation.bridge, 'signing/prepareRequest', { caseId })
      return { caseId, preparationId, signWith: (pin: string) => sign(workstation.bridge, preparationId, 'request', pin) }
    }

    /** One signature in the log, one job, one request at the gateway. */
    const expectOnce = async (caseId: CaseId): Promise<void> => {
      const { timeline, jobs, unbroken } = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered')
      expect({
        unbroken,
        signed: timeline.filter(({ event }) => event.kind === 'requestSigned').length,
        jobs: jobs.filter(({ kind }) => kind !== besideTheOutbox).length,
        atGateway: requestsAtGateway(join(data, 'gateway')).filter((request) => request.caseId === caseId).length,
      }).toEqual({ unbroken: true, signed: 1, jobs: 1, atGateway: 1 })
    }

    const expectStillDraft = async (caseId: CaseId): Promise<void> => {
      const { stage, jobs, unbroken } = await must(workstation.bridge, 'case/get', { caseId, screen: 'intake' })
      expect({ stage, jobs, unbroken }).toEqual({ stage: 'draft', jobs: [], unbroken: true })
    }

    it('is killed: the page is told, the next token process signs the same preparation', async () => {
      const { caseId, signWith } = await prepared()
      shim.order('C_Sign slow')
      const signing = signWith(pins.operator1)
      await wait(500)
      await workstation.killChild('token')
      expect(await faultOf(await signing)).toEqual({ tag: 'token/processDown', remedy: 'retry' })
      await expectStillDraft(caseId)

      shim.order()
      expect(await signWith(pins.operator1)).toMatchObject({ ok: true })
      await expectOnce(caseId)
    })

    it('hangs: it is given up after its time, started anew, and signs the same preparation', async () => {
      const { caseId, signWith } = await prepared()
      const hung = workstation.childPid('token')
      shim.order('C_Sign hang')
      const began = performance.now()
      const signing = signWith(pins.operator1)
      // The core goes on answering meanwhile.
      await wait(300)
      const asked = performance.now()
      await must(workstation.bridge, 'case/search', { text: '', limit: 10 })
      expect(performance.now() - asked).toBeLessThan(500)
      expect(await faultOf(await signing)).toEqual({ tag: 'token/processDown', remedy: 'retry' })
      expect(performance.now() - began).toBeLessThan(stuckAfter + 2_500)
      await expectStillDraft(caseId)

      shim.order()
      await expect.poll(() => workstation.childPid('token'), { timeout: 10_000 }).not.toBe(hung)
      await expect
        .poll(async () => (await workstation.bridge.api['signing/certificates']({ purpose: 'request' })).ok, { timeout: 10_000 })
        .toBe(true)
      await expect
        .poll(() => workstation.bridge.leavePin('00000000-0000-4000-8000-000000000000', Uint8Array.of(48)), { timeout: 10_000 })
        .toBe(true)
      expect(await signWith(pins.operator1)).toMatchObject({ ok: true })
      await expectOnce(caseId)
    })

    it('refuses a wrong PIN three times, telling how many tries are left; the right PIN then signs the same preparation', async () => {
      const { caseId, signWith } = await prepared()
      const faults = []
      for (const flags of ['0x0', '0x10000', '0x20000']) {
        shim.order(`flags ${flags}`)
        const before = shim.calls() && (await signWith('9999'))
        faults.push(await faultOf(before))
        expect(shim.calls().filter((call) => call === 'C_Login')).toEqual(['C_Login'])
      }
      expect(faults).toEqual([
        { tag: 'token/pinIncorrect', remedy: 'act', finalTry: false },
        { tag: 'token/pinIncorrect', remedy: 'act', finalTry: false },
        { tag: 'token/pinIncorrect', remedy: 'act', finalTry: true, triesLeft: 1 },
      ])
      await expectStillDraft(caseId)
      shim.order()
      expect(await signWith(pins.operator1)).toMatchObject({ ok: true })
      await expectOnce(caseId)
    })

    it('is locked: the PIN is not even tried', async () => {
      const { caseId, signWith } = await prepared()
      shim.order('flags 0x40000')
      shim.calls()
      expect(await faultOf(await signWith(pins.operator1))).toEqual({ tag: 'token/pinLocked', remedy: 'support' })
      expect(shim.calls().filter((call) => call === 'C_Login')).toEqual([])
      await expectStillDraft(caseId)
    })

    it('has a sentence for each of its faults', async () => {
      const tags = ['moduleMissing', 'absent', 'certificateMissing', 'noPin', 'timeout', 'cancelled']
      for (const tag of tags) await expectSentences({ tag: `token/${tag}`, remedy: 'act' })
      for (const tag of ['moduleFailed', 'deviceError'])
        await expectSentences({ tag: `token/${tag}`, remedy: 'retry', code: 'CKR_DEVICE_ERROR' })
    })
  },
)
