import { ok } from '#core/base/result.ts'
import { prepareCarrier } from '#core/jobs/prepare-carrier.ts'
import { takeCarrierProof } from '#core/jobs/take-carrier-proof.ts'
import { writeCarrier } from '#core/jobs/write-carrier.ts'
import type { SeatedCall, SeatedHandler } from '#api/context.ts'

/** The page hears of progress at most so often, milliseconds. */
const progressInterval = 200

function progressOf({ desk }: SeatedCall): (done: number, total: number) => void {
  let toldAt = 0
  return (done, total) => {
    const now = desk.clock.now()
    if (done < total && now - toldAt < progressInterval) return
    toldAt = now
    desk.carrierProgress({ done, total })
  }
}

export const places: SeatedHandler<'carrier/places'> = async ({ desk }) => ok({ places: [...(await desk.carrier.places())] })

export const prepare: SeatedHandler<'carrier/prepare'> = (call) => prepareCarrier(call.desk, call.session, progressOf(call), call.signal)

export const write: SeatedHandler<'carrier/write'> = (call, input) =>
  writeCarrier(call.desk, call.session, input, progressOf(call), call.signal)

export const takeProof: SeatedHandler<'carrier/takeProof'> = ({ desk }, { proof }) => takeCarrierProof(desk, proof)
