import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TypedDraft } from '#core/contract/operations.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { besideTheOutbox } from '#core/domain/job.ts'
import { makeJpeg } from '#test/builders/papers.ts'
import { must, serviceId, typeApplicant } from '#test/harness/journey.ts'
import { type Counter, startCounter } from './counter.ts'
import { drained } from './drained.ts'
import { gatherEvidence } from './evidence.ts'
import { judge, type Told } from './judge.ts'
import { createOperator, type Operator, type Papers } from './take-in.ts'

const submissions = /^POST \/v1\/requests/
const parts = /^PATCH \/v1\/documents/

/** What a widely used program of the same kind is reported to do wrong; here each of them is played through. */
describe('known failures of such programs', () => {
  let counter: Counter
  let draft: TypedDraft
  let operator: Operator
  const ledger = new Map<string, Told>()
  beforeAll(async () => {
    counter = await startCounter({ seed: 1 })
    const { caseId } = await must(counter.bridge, 'intake/open', { serviceId, language: 'kk' })
    draft = await typeApplicant(counter.bridge, caseId)
    operator = createOperator(counter, draft)
  })
  beforeEach(() => counter.seated())
  afterAll(async () => {
    await counter.stop()
    counter.removeData()
  })

  const papers = async (title: string): Promise<Papers> => ({
    application: [await makeJpeg({ text: `${title} өтініш`, dpi: 50 })],
    identity: [await makeJpeg({ text: title, dpi: 50 })],
  })
  const takeIn = (taken: Papers): Promise<CaseId> => operator.takeIn(taken, (told) => ledger.set(told.caseId, told))
  /** Until so many more came to the proxy than there were. */
  const seen = async (fits: RegExp, more: number, before: number): Promise<void> => {
    const count = before + more
    for (const end = Date.now() + 60_000; counter.proxy.requests(fits) < count; await wait(20)) {
      if (Date.now() > end) throw new Error(`${counter.proxy.requests(fits)} of ${count} requests ${fits}`)
    }
  }
  /** The outbox is empty, by itself or by the operator's hand. */
  const settled = async (): Promise<void> => {
    counter.proxy.poison()
    await drained(counter, operator)
  }

  it('duplicates on a slow link: 32 kbit/s, the answer lost after the gateway committed, then everything restarts', async () => {
    counter.proxy.poison({ kind: 'bandwidth', bytesPerSecond: 4_000 }, { kind: 'answerLost', only: submissions })
    const before = counter.proxy.requests(submissions)
    await takeIn(await papers('slow'))
    await seen(submissions, 2, before)
    await counter.kill('gateway')
    await counter.kill('core')
    await counter.seated()
    await seen(submissions, 3, before)
    await settled()
  })

  it('a record with many attachments disappears after it was sent from offline', async () => {
    await counter.stopGateway()
    // As many files as the service takes.
    const files = (slot: string) => Promise.all([1, 2, 3, 4].map((file) => makeJpeg({ text: `${slot} ${file}`, dpi: 30 })))
    const caseId = await takeIn({
      application: await files('application'),
      identity: await files('identity'),
      addressProof: await files('addressProof'),
    })
    await counter.startGateway()
    await drained(counter, operator)
    const { lines } = await must(counter.bridge, 'case/search', { text: draft.applicant.iin, limit: 200 })
    const { request, stage } = await must(counter.bridge, 'case/get', { caseId, screen: 'case' })
    expect({
      lines: lines.filter((line) => line.caseId === caseId).length,
      stage,
      pages: request?.documents.map(({ slotId, pages }) => [slotId, pages]),
    }).toEqual({
      lines: 1,
      stage: 'registered',
      pages: [
        ['application', 4],
        ['identity', 4],
        ['addressProof', 4],
      ],
    })
    await settled()
  })

  it('stuck in "sending": the core dies while a gateway that never answers holds its request', async () => {
    counter.proxy.poison({ kind: 'blackhole', only: submissions })
    const before = counter.proxy.requests(submissions)
    const caseId = await takeIn(await papers('stuck'))
    await seen(submissions, 1, before)
    const states = async () => {
      const { jobs } = await must(counter.bridge, 'case/get', { caseId, screen: 'case' })
      return jobs.filter(({ kind }) => kind !== besideTheOutbox).map(({ state }) => state)
    }
    expect(await states()).toEqual(['running'])
    await counter.kill('core')
    await counter.seated()
    counter.proxy.poison()
    // Nobody presses anything.
    await expect.poll(states, { timeout: 60_000 }).toEqual(['done'])
    await settled()
  })

  it('printed and signed but never submitted: the core dies the moment the receipt is out', async () => {
    counter.proxy.poison({ kind: 'reset' })
    const caseId = await takeIn(await papers('printed'))
    await counter.kill('core')
    await counter.seated()
    counter.proxy.poison()
    const stage = async () => (await must(counter.bridge, 'case/get', { caseId, screen: 'case' })).stage
    await expect.poll(stage, { timeout: 60_000 }).toBe('registered')
    await settled()
  })

  it('documents sent again: neither for another case, nor after an answer was lost', async () => {
    const same = await papers('same')
    counter.proxy.poison({ kind: 'answerLost', only: submissions })
    const [before, partsBefore] = [counter.proxy.requests(submissions), counter.proxy.requests(parts)]
    await takeIn(same)
    await seen(submissions, 2, before)
    expect(counter.proxy.requests(parts) - partsBefore).toBe(2)
    counter.proxy.poison()
    await takeIn(same)
    await settled()
    expect(counter.proxy.requests(parts)).toBe(partsBefore + 2)
  })

  it('and at the end both disks agree', async () => {
    await counter.stop()
    const evidence = await gatherEvidence(counter, [...ledger.values()])
    expect({ defects: judge(evidence), registered: evidence.gateway.length }).toEqual({ defects: [], registered: 6 })
  })
})
