import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { almatyDate } from '#core/domain/calendar.ts'
import { writeDate } from '#core/domain/printed-value.ts'
import { textOf } from '#test/contract/pdf-judge.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { caseUntil, fillIntake, logIn, must, pins, sign } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

/** Debian's package `libfaketime`: a process sees another time than the machine's. */
const libfaketime = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  .map((folder) => join(folder, 'faketime/libfaketime.so.1'))
  .find((file) => existsSync(file))

const day = 86_400_000
const hour = 3_600_000
const off = (instant: string): number => Date.parse(instant) - Date.now()

describe.skipIf(softhsm === undefined || libfaketime === undefined)('a workstation whose clock is wrong by three days', () => {
  let gateway: StartedGateway
  let workstation: TestWorkstation
  afterEach(async () => {
    await workstation.stop()
    await gateway.kill()
  })

  it.each([
    ['ahead', '+3d', 3 * day],
    ['behind', '-3d', -3 * day],
  ])(
    'running %s: number, request, deadline and receipt are right, also after a restart without the gateway',
    async (_what, offset, wrong) => {
      const data = await preparedData()
      gateway = await startGateway({ dataFolder: join(data, 'gateway') })
      const environment = { TEREZE_GATEWAY: gateway.url, LD_PRELOAD: libfaketime ?? '', FAKETIME: offset, DONT_FAKE_MONOTONIC: '1' }
      workstation = await startWorkstation({ dataFolder: data, environment, keepData: true })
      await logIn(workstation.bridge, 'operator1')
      const caseId = await fillIntake(workstation.bridge)
      await gateway.kill()
      await workstation.stop()

      workstation = await startWorkstation({ dataFolder: data, environment, keepData: true })
      const { bridge } = workstation
      expect(await logIn(bridge, 'operator1')).toMatchObject({ offline: true, offlineDaysLeft: 13 })
      const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
      expect(await sign(bridge, preparationId, 'request', pins.operator1)).toMatchObject({ ok: true })
      const today = almatyDate(new Date().toISOString())
      const signed = await must(bridge, 'case/get', { caseId, screen: 'case' })
      expect(signed.provisionalNumber?.slice(5, 11)).toBe(today.slice(2).replaceAll('-', ''))
      for (const instant of [signed.openedAt, signed.request?.composedAt, signed.requestReport?.signingTime])
        expect(Math.abs(off(instant ?? ''))).toBeLessThan(hour)
      // The log keeps both: what the device's clock showed, and what the gateway's would have.
      const action = signed.timeline.find(({ event }) => event.kind === 'requestSigned')
      expect(Math.abs(off(action?.at ?? '') - wrong)).toBeLessThan(hour)
      expect(Math.abs(off(action?.gatewayAt ?? ''))).toBeLessThan(hour)
      const receipt = await must(bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'save' })
      const text = (await textOf(receipt.pdf)).replace(/\s+/g, '')
      for (const date of [today, signed.deadline?.issueFrom ?? '-']) expect(text).toContain(writeDate(date).replace(/\s+/g, ''))
      expect((await must(bridge, 'header/status', {})).clockSkew).toBeDefined()

      const { port } = new URL(gateway.url)
      gateway = await startGateway({ dataFolder: join(data, 'gateway'), port: Number(port) })
      const registered = await caseUntil(bridge, caseId, ({ number }) => number !== undefined, 60_000)
      // What the desk expected is what the gateway computed.
      expect({ deadline: registered.deadline, unbroken: registered.unbroken }).toEqual({ deadline: signed.deadline, unbroken: true })
    },
    240_000,
  )
})
