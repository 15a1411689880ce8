import { setTimeout as wait } from 'node:timers/promises'
import { createRandom } from '#gateway/population/random.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
import { must, serviceId, typeApplicant } from '#test/harness/journey.ts'
import { startCounter, type Victim } from './counter.ts'
import { drained } from './drained.ts'
import { gatherEvidence } from './evidence.ts'
import { type Defect, judge, type Told } from './judge.ts'
import { createOperator } from './take-in.ts'
import { startWeather } from './weather.ts'

export interface KillRun {
  readonly seed: number
  readonly submissions: number
  readonly kills: number
  /** Whom it may strike; default all, the token process seldom: every signature needs it. */
  readonly victims?: readonly Victim[]
  /** How long the outbox may stand still at the end, milliseconds. */
  readonly patience?: number
  /** Entries of another program than the built one. */
  readonly entries?: string
}

export interface KillOutcome {
  readonly defects: readonly Defect[]
  readonly kills: Readonly<Record<Victim, number>>
  readonly registered: number
  readonly seconds: number
  /** Of them, from the first submission to the last kill. */
  readonly stormSeconds: number
  /** Kinds of trouble and how many requests met them. */
  readonly toxics: Readonly<Record<string, number>>
  readonly requests: number
}

/** Applicants at once: a desk has one session, and several windows. */
const inFlight = 4
const everyVictim: readonly Victim[] = ['core', 'core', 'core', 'gateway', 'gateway', 'core', 'gateway', 'core', 'gateway', 'token']

/**
 * So many applicants taken in while core, gateway and token process are killed at random moments and the network does what it likes.
 * When all is sent, every process ends and both disks are judged.
 */
export async function killRun({ seed, submissions, kills, victims = everyVictim, patience, entries }: KillRun): Promise<KillOutcome> {
  const began = performance.now()
  const random = createRandom(seed)
  const counter = await startCounter({ seed, ...(entries === undefined ? {} : { entries }) })
  const ledger = new Map<string, Told>()
  const killed = { core: 0, gateway: 0, token: 0 }
  let done = 0
  try {
    await counter.seated()
    const { caseId } = await must(counter.bridge, 'intake/open', { serviceId, language: 'kk' })
    const draft = await typeApplicant(counter.bridge, caseId)
    const operator = createOperator(counter, draft)
    // One paper the same for all, one of each applicant's own: the first is sent once, the others each.
    const identity = await makePdf({ pages: 1 })
    const weather = startWeather(counter.proxy, random)

    const work = async (): Promise<void> => {
      while (started < submissions) {
        const application = await makeJpeg({ text: `${seed}-${started++}`, dpi: 40 })
        await operator.takeIn({ application: [application], identity: [identity] }, (told) => ledger.set(told.caseId, told))
        done += 1
      }
    }
    const strike = async (): Promise<void> => {
      for (let kill = 0; kill < kills; kill++) {
        // Spread over the whole of the work, and at any point of a submission.
        const point = random.between(Math.floor((kill * submissions) / kills), Math.floor(((kill + 1) * submissions) / kills) - 1)
        while (done < Math.min(point, submissions - inFlight)) await wait(5)
        await wait(random.between(0, 250))
        const victim = random.pick(victims)
        await counter.kill(victim)
        killed[victim] += 1
      }
    }
    let started = 0
    const striking = strike()
    const stormBegan = performance.now()
    await Promise.all([striking, ...Array.from({ length: inFlight }, work)])
    const stormSeconds = (performance.now() - stormBegan) / 1_000
    await weather.stop()
    await drained(counter, operator, patience)
    await counter.stop()
    const evidence = await gatherEvidence(counter, [...ledger.values()])
    return {
      defects: judge(evidence),
      kills: killed,
      registered: evidence.gateway.length,
      seconds: (performance.now() - began) / 1_000,
      stormSeconds,
      toxics: counter.proxy.counts(),
      requests: counter.proxy.requests(),
    }
  } finally {
    await counter.stop()
    counter.removeData()
  }
}
