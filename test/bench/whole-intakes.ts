import { setTimeout as wait } from 'node:timers/promises'
import type { Bridge } from '#core/contract/client.ts'
import { caseUntil, must, pins, sign } from '#test/harness/journey.ts'
import type { BenchOptions } from './figure.ts'
import { intakeOf30, makePapers, type Papers } from './intake.ts'

/** In a run by the clock: more than any counter takes in. */
const intakeEvery = 20_000

async function wholeIntake(bridge: Bridge, papers: Papers): Promise<void> {
  const caseId = await intakeOf30(bridge, papers)
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  const signed = await sign(bridge, preparationId, 'request', pins.operator1)
  if (!signed.ok) throw new Error(JSON.stringify(signed.error))
  await caseUntil(bridge, caseId, (view) => view.stage === 'registered')
  await must(bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'print' })
}

/** Intakes from the first screen to the printed receipt: sixty one after the other, or for so many minutes one every twenty seconds. @returns how many */
export async function driveIntakes(bridge: Bridge, { quick, minutes }: BenchOptions): Promise<number> {
  const papers = await makePapers()
  if (minutes === undefined) {
    const intakes = quick ? 5 : 60
    for (let done = 0; done < intakes; done++) await wholeIntake(bridge, papers)
    return intakes
  }
  const end = performance.now() + minutes * 60_000
  let done = 0
  while (performance.now() < end) {
    const next = performance.now() + intakeEvery
    await wholeIntake(bridge, papers)
    done += 1
    await wait(Math.max(0, Math.min(next, end) - performance.now()))
  }
  return done
}
