import { randomUUID } from 'node:crypto'
import { fillIntake, fittingCertificate, must, pins } from '#test/harness/journey.ts'
import { findSofthsm } from '#training/softhsm.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { memoryOf } from './process-memory.ts'
import { atSigningDesk } from './signing-desk.ts'
import { timeOf } from './statistics.ts'
import { bareNode } from './web-host.ts'

const what = 'Token process'

/** The process that a vendor's module may take down: how soon the next one is there, and what it weighs. */
export const tokenProcess: Benchmark = {
  name: 'token-process',
  run: async ({ quick }) => {
    if (findSofthsm() === undefined) return [{ what, missing: 'no SoftHSM2' }]
    return atSigningDesk(async ({ workstation }) => {
      const { bridge, childPid, killChild } = workstation
      const back: number[] = []
      const nothing: number[] = []
      for (let run = 0; run < (quick ? 3 : 20); run++) {
        back.push(await timeOf(() => killChild('token')))
        nothing.push(await timeOf(bareNode))
      }
      const size = (): number => memoryOf(childPid('token') ?? 0)?.pss ?? Number.NaN
      const started = size()
      const certificateId = await fittingCertificate(bridge, 'request')
      const signatures = quick ? 5 : 100
      for (let run = 0; run < signatures; run++) {
        const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId: await fillIntake(bridge) })
        const ticket = randomUUID()
        await bridge.leavePin(ticket, new TextEncoder().encode(pins.operator1))
        await must(bridge, 'signing/sign', { preparationId, certificateId, ticket })
      }
      return [
        timesFigure(`${what}: from kill -9 until the tokens are listed again`, back, { what: '`node -e 0`', times: nothing }),
        { what: `${what}: memory after its start (PSS)`, unit: 'MB', runs: 1, median: started },
        { what: `${what}: memory after ${signatures} signatures (PSS)`, unit: 'MB', runs: 1, median: size() },
      ]
    })
  },
}
