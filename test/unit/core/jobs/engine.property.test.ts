import fc from 'fast-check'
import { expect, it } from 'vitest'
import { silentLogger } from '#core/base/logger.ts'
import type { CaseId, JobId } from '#core/domain/ids.ts'
import type { JobOutcome } from '#core/domain/job.ts'
import { createJobEngine, type JobHandler } from '#core/jobs/engine.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { newJob } from '#test/builders/job.ts'
import { createMemoryJobStore } from '#test/fakes/memory-job-store.ts'
import { createVirtualClock, settled } from '#test/fakes/virtual-clock.ts'

const fault = { tag: 'gateway/unavailable', data: {} }

/** How one run of a job goes: how long it takes and what it comes to. */
const step = fc.record({
  takes: fc.nat({ max: 5_000 }),
  outcome: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<'done' | 'retry' | 'throw'>('done', 'retry', 'throw') },
    { weight: 1, arbitrary: fc.constantFrom<'needsOperator' | 'rejected'>('needsOperator', 'rejected') },
    { weight: 2, arbitrary: fc.nat({ max: 20_000 }) },
  ),
})
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), caseIndex: fc.nat({ max: 3 }), script: fc.array(step, { maxLength: 4 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('advance' as const), by: fc.nat({ max: 10_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('poke' as const, 'connection' as const, 'restart' as const, 'crash' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('retryNow' as const, 'cancel' as const), index: fc.nat({ max: 20 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('disk' as const), broken: fc.boolean() }) },
)

interface Known {
  readonly id: JobId
  readonly caseId: CaseId
  readonly script: { readonly takes: number; readonly outcome: string | number }[]
  running: boolean
  runs: number
  /** Not before this, unless the operator says so. */
  notBefore: number
}

it('never runs a job twice at once or out of order in its case, obeys named waits, and loses no job', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (commands, maxParallel) => {
      const jobs = createMemoryJobStore()
      const clock = createVirtualClock()
      const known: Known[] = []
      const problems: string[] = []
      const disk = { broken: false }
      const caseIds = [0, 1, 2, 3].map(() => newJob().caseId)
      let life = 0

      const handlerOf =
        (mine: number): JobHandler =>
        async (job, _report, signal) => {
          const self = known.find(({ id }) => id === job.id)
          if (self === undefined) throw new Error('unknown job')
          const before = known.slice(0, known.indexOf(self)).filter(({ caseId }) => caseId === self.caseId)
          if (self.running) problems.push('two runs at once')
          if (known.filter(({ running }) => running).length >= maxParallel) problems.push('too many at once')
          if (clock.now() < self.notBefore) problems.push(`before the named wait was over, by ${self.notBefore - clock.now()}`)
          if (before.some(({ id }) => !['done', 'cancelled'].includes(jobs.find(id)?.state ?? 'lost')))
            problems.push('before an earlier job of its case')
          if (jobs.find(job.id)?.state !== 'running') problems.push('not written down as running')
          const { takes, outcome } = self.script.shift() ?? { takes: 10, outcome: 'done' }
          self.running = true
          self.runs++
          const aborted = await new Promise<boolean>((resolve) => {
            const callOff = clock.after(takes, () => resolve(false))
            signal.addEventListener('abort', () => {
              callOff()
              resolve(true)
            })
          })
          // A crash takes the run with it: nothing that it does afterwards counts.
          if (mine !== life) return new Promise<JobOutcome>(() => {})
          self.running = false
          if (aborted) return { kind: 'retry', fault }
          if (outcome === 'throw') throw new Error('bug')
          if (typeof outcome === 'number') {
            self.notBefore = clock.now() + outcome
            return { kind: 'retry', fault, after: outcome }
          }
          return outcome === 'done' ? { kind: 'done' } : { kind: outcome as 'retry' | 'needsOperator' | 'rejected', fault }
        }
      const born = () => {
        const handler = handlerOf(life)
        const engine = createJobEngine({
          jobs,
          settings: { queuePause: () => undefined, saveQueuePause: () => {} },
          clock,
          maxParallel,
          logger: silentLogger,
          onDidChange: () => {},
          transaction: (work) => {
            if (disk.broken) throw new StorageProblem('diskFull', 'SQLITE_FULL')
            return work()
          },
          random: { uuid: () => 'x', chance: () => 0.5 },
          handlers: {
            checkDeclared: handler,
            submitRequest: handler,
            recheckDeclared: handler,
            deliverAcceptance: handler,
            deliverResult: handler,
            deliverExtension: handler,
            emailResult: handler,
          },
        })
        engine.start()
        return engine
      }
      const operator = (work: () => void): void => {
        try {
          work()
        } catch (failure) {
          if (!(failure instanceof StorageProblem)) throw failure
        }
      }

      let engine = born()
      for (const next of commands) {
        switch (next.kind) {
          case 'add': {
            if (disk.broken) break
            const caseId = caseIds[next.caseIndex]!
            const job = newJob({ caseId, createdAt: clock.instant(), nextAt: clock.instant() })
            known.push({ id: job.id, caseId, script: [...next.script], running: false, runs: 0, notBefore: 0 })
            jobs.add(job)
            engine.poke()
            break
          }
          case 'advance':
            await clock.advance(next.by)
            break
          case 'poke':
            engine.poke()
            break
          case 'connection':
            engine.connectionReturned()
            break
          case 'restart':
            await Promise.all([engine.stop(0), clock.advance(0)])
            for (const each of known) each.running = false
            engine = born()
            break
          case 'crash': {
            life++
            const dead = engine
            const wasBroken = disk.broken
            disk.broken = true
            await Promise.all([dead.stop(0), clock.advance(0)])
            disk.broken = wasBroken
            // The wait after a run whose outcome was never written is not known to the next process.
            for (const each of known) if (jobs.find(each.id)?.state === 'running') each.notBefore = 0
            for (const each of known) each.running = false
            engine = born()
            break
          }
          case 'retryNow': {
            const each = known[next.index]
            if (each !== undefined)
              operator(() => {
                const state = jobs.find(each.id)?.state
                if (!disk.broken && state !== undefined && ['ready', 'stuck', 'rejected'].includes(state)) each.notBefore = 0
                engine.retryNow(each.id)
              })
            break
          }
          case 'cancel': {
            const each = known[next.index]
            if (each !== undefined) operator(() => void engine.cancel(each.id, 'r'))
            break
          }
          case 'disk':
            disk.broken = next.broken
            break
        }
        await settled()
      }
      disk.broken = false
      // Operators clear what waits for them; then everything must come to its end.
      for (let round = 0; round < 30; round++) {
        await clock.advance(60_000)
        for (const each of known) {
          if (!['stuck', 'rejected'].includes(jobs.find(each.id)?.state ?? 'lost')) continue
          each.notBefore = 0
          engine.retryNow(each.id)
        }
      }
      await clock.advance(3_600_000)
      await Promise.all([engine.stop(0), clock.advance(0)])
      expect(problems).toEqual([])
      expect(known.map(({ id }) => jobs.find(id)?.state).filter((state) => state !== 'done' && state !== 'cancelled')).toEqual([])
      expect(known.filter(({ id, runs }) => jobs.find(id)?.state === 'done' && runs === 0)).toEqual([])
      expect(clock.pendingTimers()).toBe(0)
    }),
    { numRuns: 150 },
  )
}, 60_000)
