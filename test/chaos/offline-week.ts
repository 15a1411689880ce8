import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import type { CaseId } from '#core/domain/ids.ts'
import { createRandom } from '#gateway/population/random.ts'
import { intakeOf30, makePapers, timedBridge } from '#test/bench/intake.ts'
import { percentile } from '#test/bench/statistics.ts'
import { makeJpeg } from '#test/builders/papers.ts'
import { must, serviceId, typeApplicant } from '#test/harness/journey.ts'
import { startCounter } from './counter.ts'
import { drained } from './drained.ts'
import { gatherEvidence } from './evidence.ts'
import { type Defect, judge, type Told } from './judge.ts'
import { createOperator } from './take-in.ts'

export interface OfflineWeek {
  readonly seed: number
  readonly cases: number
  /** Bytes of each case's scanned sheet, about. */
  readonly scanBytes: number
  /** So many different sheets; a sheet that comes again is stored and sent once, as documents go by their hash. */
  readonly differentScans: number
}

export interface OfflineOutcome {
  readonly defects: readonly Defect[]
  readonly registered: number
  readonly offlineSeconds: number
  readonly drainSeconds: number
  /** Documents named by the requests, the same one counted as often as it is named, and what went over the network in truth. */
  readonly scannedBytes: number
  readonly passedBytes: number
  /** Of the page's operations while the backlog was sent, milliseconds. */
  readonly response: { readonly operations: number; readonly median: number; readonly p95: number }
  /** Cases of the backlog still to be sent when the person who came last had their number. */
  readonly waitingBehindNewest: number
}

/** A sheet of noise, as heavy as a colour scan; no two are alike. */
function makeScan(seed: number, bytes: number): Promise<Buffer> {
  const random = createRandom(seed)
  // Noise of full strength at this quality takes about three quarters of a byte a pixel.
  const side = Math.max(100, Math.round(Math.sqrt(bytes / 0.73)))
  const pixels = Buffer.alloc(side * side * 3)
  for (let at = 0; at + 4 <= pixels.length; at += 4) pixels.writeUInt32LE(Math.floor(random.next() * 4_294_967_296), at)
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .withDensity(200)
    .jpeg({ quality: 85 })
    .toBuffer()
}

const inFlight = 2

/**
 * Cases taken in while the gateway is away, more than a centre takes in a week; then it is back and everything is sent, while the counter works
 * on. The clock is the machine's: the week is one by its cases and not by its days.
 */
export async function offlineWeek({ seed, cases, scanBytes, differentScans }: OfflineWeek): Promise<OfflineOutcome> {
  const counter = await startCounter({ seed })
  const ledger = new Map<string, Told>()
  const tell = (told: Told): void => void ledger.set(told.caseId, told)
  try {
    const first = await must(counter.bridge, 'intake/open', { serviceId, language: 'kk' })
    const draft = await typeApplicant(counter.bridge, first.caseId)
    const operator = createOperator(counter, draft)
    const scans: Buffer[] = []
    for (let scan = 0; scan < Math.min(differentScans, cases); scan++) scans.push(await makeScan(seed * 10_000 + scan, scanBytes))

    await counter.stopGateway()
    const offlineBegan = performance.now()
    let started = 0
    let scannedBytes = 0
    const work = async (): Promise<void> => {
      while (started < cases) {
        const number = started++
        const identity = scans[number % scans.length]
        if (identity === undefined) throw new Error('No scan')
        const application = await makeJpeg({ text: `${seed}-${number}`, dpi: 40 })
        scannedBytes += identity.length
        await operator.takeIn({ application: [application], identity: [identity] }, tell)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, work))
    const offlineSeconds = (performance.now() - offlineBegan) / 1_000

    await counter.startGateway()
    const drainBegan = performance.now()
    const before = counter.proxy.passedBytes()
    const times: number[] = []
    let draining = true
    const papers = await makePapers()
    const timed = timedBridge(counter.bridge, (_name, time) => times.push(time))
    const waiting = async (): Promise<number> => (await must(counter.bridge, 'header/status', {})).outbox.waiting
    /** Intake after intake, at the pace of a hasty operator, and never signed: what is measured is the page. */
    const counterWork = async (): Promise<void> => {
      while (draining) {
        await intakeOf30(timed, papers)
        await wait(300)
      }
    }
    /** The person at the counter now, with the whole backlog before them in time. */
    const newest = async (): Promise<number> => {
      const caseId: CaseId = await operator.takeIn(
        { application: [await makeJpeg({ text: `${seed}-newest`, dpi: 40 })], identity: [await makeScan(seed, 50_000)] },
        tell,
      )
      for (;;) {
        const view = await must(counter.bridge, 'case/get', { caseId, screen: 'case' })
        if (view.stage === 'registered') return waiting()
        if ((await waiting()) === 0) return 0
        await wait(20)
      }
    }
    const working = counterWork()
    const waitingBehindNewest = await newest()
    await drained(counter, operator)
    const drainSeconds = (performance.now() - drainBegan) / 1_000
    draining = false
    await working
    await counter.stop()
    const evidence = await gatherEvidence(counter, [...ledger.values()])
    return {
      defects: judge(evidence),
      registered: evidence.gateway.length,
      offlineSeconds,
      drainSeconds,
      scannedBytes,
      passedBytes: counter.proxy.passedBytes() - before,
      response: { operations: times.length, median: percentile(times, 0.5), p95: percentile(times, 0.95) },
      waitingBehindNewest,
    }
  } finally {
    await counter.stop()
    counter.removeData()
  }
}
