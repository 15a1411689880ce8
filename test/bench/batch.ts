import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Bridge } from '#core/contract/client.ts'
import type { BatchProgressView } from '#core/contract/views.ts'
import type { ServiceId } from '#core/domain/ids.ts'
import { SubmitAnswer } from '#core/wire/messages.ts'
import { routes } from '#core/wire/routes.ts'
import { call } from '#test/harness/gateway-client.ts'
import { caseUntil, fittingCertificate, logIn, must } from '#test/harness/journey.ts'
import { findSofthsm, softhsmConfOf } from '#training/softhsm.ts'
import { openBareToken } from './bare-token.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { atSigningDesk } from './signing-desk.ts'
import { timesOf } from './statistics.ts'

const serviceId = 'kindergarten-queue' as ServiceId
/** The head's of the education department. */
const pin = '3201'

/** Decisions that wait for the head's signature: so many requests of the portal, accepted and decided. */
async function decided(bridge: Bridge, gatewayUrl: string, count: number): Promise<string[]> {
  await logIn(bridge, 'education.head')
  const { refusalGrounds } = await must(bridge, 'catalogue/get', { serviceId })
  const decision = {
    outcome: 'refusal' as const,
    groundIds: [refusalGrounds[0]?.id ?? ''],
    explanation: { kk: 'Құжат жеткіліксіз.', ru: 'Документов недостаточно.' },
  }
  const preparationIds: string[] = []
  for (let sent = 0; sent < count; sent++) {
    const answer = await call({ url: gatewayUrl }, 'POST', routes.trainingPortal.path, { body: { serviceId } })
    const { caseId } = SubmitAnswer.parse(answer.body)
    await caseUntil(bridge, caseId, ({ side }) => side === 'provider', 60_000)
    await must(bridge, 'provider/accept', { caseId })
    await must(bridge, 'provider/saveDecision', { caseId, decision })
    preparationIds.push((await must(bridge, 'signing/prepareResult', { caseId, decision })).preparationId)
  }
  return preparationIds
}

/** A batch of decisions signed with one PIN: the time of each, from the one before it. */
export const batch: Benchmark = {
  name: 'batch',
  run: async ({ quick }) => {
    const softhsm = findSofthsm()
    const size = quick ? 10 : 100
    const what = `Batch of ${size} decisions with one PIN, a decision: signed, verified, stored, queued`
    if (softhsm === undefined) return [{ what, missing: 'no SoftHSM2' }]
    return atSigningDesk(async ({ workstation: { bridge, dataFolder }, gateway }) => {
      const preparationIds = await decided(bridge, gateway.url, size)
      const certificateId = await fittingCertificate(bridge, 'result')
      const times: number[] = []
      let last = performance.now()
      const off = bridge.onEvent('signing/progress', ({ outcome }: BatchProgressView) => {
        if (outcome !== 'signed') return
        const now = performance.now()
        times.push(now - last)
        last = now
      })
      const ticket = randomUUID()
      await bridge.leavePin(ticket, new TextEncoder().encode(pin))
      last = performance.now()
      const { items } = await must(bridge, 'signing/signBatch', { preparationIds, certificateId, ticket })
      off()
      if (items.some(({ outcome }) => outcome !== 'signed')) throw new Error(`Not all of the batch was signed: ${JSON.stringify(items)}`)
      process.env['SOFTHSM2_CONF'] = softhsmConfOf(join(dataFolder, 'tokens'))
      const token = openBareToken(softhsm.module, certificateId, pin)
      try {
        const bare = await timesOf(size, () => token.sign(new Uint8Array(300)))
        return [timesFigure(what, times, { what: 'bare C_SignInit + C_Sign on the same token, logged in', times: bare })]
      } finally {
        token.close()
      }
    })
  },
}
