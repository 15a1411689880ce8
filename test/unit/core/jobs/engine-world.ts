import { silentLogger } from '#core/base/logger.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { type Job, type JobOutcome, jobPriorities } from '#core/domain/job.ts'
import type { QueuePause } from '#core/domain/outbox.ts'
import { failuresToOpen, probeBackoff } from '#core/jobs/circuit.ts'
import { createJobEngine, type JobEngine, type JobHandler } from '#core/jobs/engine.ts'
import { storagePause } from '#core/jobs/patient-writes.ts'
import { leaseTime } from '#core/jobs/run.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { newJob } from '#test/builders/job.ts'
import { createMemoryJobStore } from '#test/fakes/memory-job-store.ts'
import { createVirtualClock } from '#test/fakes/virtual-clock.ts'

/** How one run of a job goes where the gateway is there: how long it takes, milliseconds, and what it comes to. A number is a Retry-After. */
export interface Step {
  readonly takes: number
  readonly outcome: 'done' | 'away' | 'refusedNow' | 'needsOperator' | 'rejected' | 'throws' | 'disk' | 'silent' | 'slow' | number
}

interface Known {
  readonly job: Job
  readonly steps: Step[]
  /** The run that counts; another one may still be at it, abandoned. */
  run:
    | {
        readonly beganAt: number
        aliveAt: number
        aborted: boolean
        readonly backlog: boolean
        probe: boolean
        readonly silent: boolean
      }
    | undefined
  runs: number
  delivered: boolean
  /** Not before this, unless the operator says so. */
  notBefore: number
}

const unavailable = { tag: 'gateway/unavailable', data: { why: 'timeout' } }
const over = (job: Job | undefined): boolean => job?.state === 'done' || job?.state === 'cancelled'

/** A queue with everything that can befall it, and what must hold of it whatever happens. The rules are written anew here, not asked of the engine. */
export class EngineWorld {
  readonly clock = createVirtualClock()
  readonly jobs = createMemoryJobStore()
  readonly known: Known[] = []
  readonly problems = new Set<string>()
  readonly #maxParallel: number
  disk: 'works' | 'full' | 'failsAtCommit' = 'works'
  gatewayAway = false
  pause: QueuePause | undefined
  /** Cases closed together with their jobs. */
  closed: string[] = []
  engine: JobEngine
  #life = { alive: true }
  #troubledUntil = -Infinity
  readonly #circuit = { failures: 0, failed: new Set<string>(), open: false, tries: 0, notBefore: -Infinity }

  constructor(maxParallel: number) {
    this.#maxParallel = maxParallel
    this.engine = this.#born()
  }

  add(caseId: CaseId, kind: Job['kind'], priority: Job['priority'], steps: readonly Step[]): void {
    if (this.disk !== 'works') return
    const job = newJob({ caseId, kind, priority, createdAt: this.clock.instant(), nextAt: this.clock.instant() })
    this.known.push({ job, steps: [...steps], run: undefined, runs: 0, delivered: false, notBefore: -Infinity })
    this.jobs.add(job)
    this.engine.poke()
  }

  connectionReturned(): void {
    this.#closeCircuit()
    this.engine.connectionReturned()
  }

  /** @returns false where the disk would not have it */
  operator(deed: (engine: JobEngine) => void): boolean {
    try {
      deed(this.engine)
      return true
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      return false
    }
  }

  retryNow(each: Known): void {
    const named = each.notBefore
    const tried = this.#circuit.notBefore
    const may = ['ready', 'stuck', 'rejected', 'paused'].includes(this.jobs.find(each.job.id)?.state ?? '')
    if (may) this.#circuit.notBefore = each.notBefore = -Infinity
    if (!this.operator((engine) => void engine.retryNow(each.job.id))) each.notBefore = named
    if (!may) this.#circuit.notBefore = tried
  }

  retryAll(): void {
    this.#circuit.notBefore = -Infinity
    this.operator((engine) => void engine.retryAll())
  }

  pauseAll(): void {
    this.operator((engine) => engine.pauseAll('Айгүл'))
  }

  cancel(each: Known): void {
    const { id } = each.job
    this.operator((engine) => void engine.cancel(id, 'r', () => (this.closed = [...this.closed, id])))
  }

  async restart(): Promise<void> {
    await Promise.all([this.engine.stop(0), this.clock.advance(0)])
    this.#begin()
  }

  /** The process is gone in the middle of whatever it did. */
  crash(): void {
    this.#life.alive = false
    this.#begin()
  }

  /** Nothing lies idle that could run, and everything that waits is on somebody's list. */
  check(): void {
    if (this.disk !== 'works') this.#troubledUntil = this.clock.now() + storagePause
    this.#abandonSilent()
    const kept = this.jobs.all()
    if (kept.length !== this.known.length) this.problems.add('a job is lost')
    for (const { job, delivered } of this.known) {
      const now = this.jobs.find(job.id)
      if (now?.state === 'done' && !delivered) this.problems.add('done without being delivered')
      if (now?.state === 'stuck' && now.failingSince !== undefined && Date.parse(now.nextAt) - this.clock.now() > 4_500_000)
        this.problems.add('stuck and not tried every hour')
      if (this.closed.filter((id) => id === job.id).length !== (now?.state === 'cancelled' ? 1 : 0))
        this.problems.add('cancelled without what belongs to it')
    }
    if (this.clock.now() <= this.#troubledUntil || this.pause !== undefined || this.#circuit.open) return
    for (const priority of jobPriorities) {
      const idle = this.#room(priority) > 0 && this.jobs.due(priority, this.clock.instant(), 1).length > 0
      if (idle) this.problems.add(`${priority} lies idle`)
    }
  }

  #begin(): void {
    for (const each of this.known) {
      each.run = undefined
      // A wait after a run whose outcome was never written is not known to the next process.
      if (this.jobs.find(each.job.id)?.state === 'running') each.notBefore = -Infinity
    }
    this.#closeCircuit()
    this.#troubledUntil = this.clock.now() + storagePause
    this.engine = this.#born()
  }

  #closeCircuit(): void {
    for (const { run } of this.#running()) if (run !== undefined) run.probe = false
    Object.assign(this.#circuit, { failures: 0, failed: new Set(), open: false, tries: 0, notBefore: -Infinity })
  }

  #running(): Known[] {
    return this.known.filter(({ run }) => run !== undefined)
  }

  #room(priority: Job['priority']): number {
    const running = this.#running()
    const free = this.#maxParallel - running.length
    const backlog = running.filter(({ run }) => run?.backlog === true).length
    return priority === 'backlog' ? Math.min(free, Math.max(1, this.#maxParallel - 1) - backlog) : free
  }

  #born(): JobEngine {
    const life = { alive: true }
    this.#life = life
    const handler: JobHandler = (job, report, signal) => this.#handle(life, job, report, signal)
    const engine = createJobEngine({
      jobs: this.jobs,
      settings: { queuePause: () => this.pause, saveQueuePause: (pause) => void (this.pause = pause) },
      maxParallel: this.#maxParallel,
      logger: silentLogger,
      onDidChange: () => {},
      clock: { ...this.clock, after: (wait, call) => this.clock.after(wait, () => life.alive && call()) },
      random: { uuid: () => 'x', chance: () => 0.5 },
      handlers: {
        checkDeclared: handler,
        recheckDeclared: handler,
        submitRequest: handler,
        deliverAcceptance: handler,
        deliverResult: handler,
        deliverExtension: handler,
        emailResult: handler,
        extendSignature: handler,
      },
      transaction: (work) => this.#transaction(work),
    })
    engine.start()
    return engine
  }

  #transaction<T>(work: () => T): T {
    const [kept, pause, closed] = [this.jobs.all(), this.pause, this.closed]
    if (this.disk === 'full') throw new StorageProblem('diskFull', 'SQLITE_FULL')
    const value = work()
    if (this.disk === 'works') return value
    this.jobs.rollBack(kept)
    this.pause = pause
    this.closed = closed
    throw new StorageProblem('failed', 'SQLITE_IOERR')
  }

  /** What must hold at the very moment when a run begins. */
  #mayBegin(self: Known, job: Job): void {
    this.#abandonSilent()
    const now = this.clock.now()
    const kept = this.jobs.find(job.id)
    const must = (holds: boolean, problem: string): void => void (holds || this.problems.add(problem))
    const before = this.known.slice(0, this.known.indexOf(self)).filter((other) => other.job.caseId === self.job.caseId)
    must(self.run === undefined, 'two runs at once')
    must(this.#room(job.priority) > 0, 'too many at once, or no place kept free')
    must(now >= self.notBefore, 'before the wait that the gateway named was over')
    must(kept?.state === 'running' && kept.leasedUntil === new Date(now + leaseTime).toISOString(), 'not written down as running')
    must(job.idempotencyKey === self.job.idempotencyKey, 'another key')
    must(this.pause === undefined, 'in spite of the pause')
    must(
      before.every((other) => other.job.kind === 'emailResult' || over(this.jobs.find(other.job.id))),
      'before an earlier job of its case',
    )
    const higher = jobPriorities.slice(0, jobPriorities.indexOf(job.priority))
    must(
      higher.every((priority) => this.jobs.due(priority, this.clock.instant(), 1).length === 0),
      'before somebody more urgent',
    )
    if (!this.#circuit.open) return
    must(!this.#running().some(({ run }) => run?.probe === true), 'two tries at once while the gateway is away')
    must(now >= this.#circuit.notBefore, 'too early while the gateway is away')
  }

  #handle(life: { readonly alive: boolean }, job: Job, report: Parameters<JobHandler>[1], signal: Parameters<JobHandler>[2]) {
    const self = this.known.find((each) => each.job.id === job.id)
    if (self === undefined) throw new Error('unknown job')
    this.#mayBegin(self, job)
    const { takes, outcome } = self.steps.shift() ?? { takes: 10, outcome: 'done' as const }
    const began = this.clock.now()
    const run = {
      beganAt: began,
      aliveAt: began,
      aborted: false,
      backlog: job.priority === 'backlog',
      probe: this.#circuit.open,
      silent: outcome === 'silent',
    }
    self.run = run
    self.runs++
    return new Promise<JobOutcome>((resolve, reject) => {
      const end = (come: () => JobOutcome): void => {
        if (!life.alive) return
        if (self.run !== run) return resolve({ kind: 'done' })
        self.run = undefined
        try {
          resolve(come())
        } catch (failure) {
          reject(failure as Error)
        }
      }
      signal.addEventListener('abort', () => {
        run.aborted = true
        if (!life.alive) return
        if (this.clock.now() - run.aliveAt > leaseTime) this.problems.add('a run without a sign of life goes on')
        // Whoever is silent hears nothing either; its answer, come late, must not count.
        if (outcome !== 'silent') end(() => ({ kind: 'retry', fault: unavailable }))
      })
      if (outcome === 'silent') {
        this.clock.after(leaseTime + 1, () => life.alive && !run.aborted && this.problems.add('a lease without an end'))
        this.clock.after(2 * leaseTime, () => end(() => ({ kind: 'rejected', fault: unavailable })))
        return
      }
      if (outcome === 'slow')
        for (let part = 1; part <= 3; part++)
          this.clock.after((part * leaseTime * 9) / 10, () => {
            if (!life.alive || self.run !== run || run.aborted) return
            run.aliveAt = this.clock.now()
            report({ done: part, total: 4 })
          })
      this.clock.after(outcome === 'slow' ? leaseTime * 3 : takes, () => end(() => this.#come(self, run, outcome)))
    })
  }

  /** Runs that were silent for the time of their lease do not count any more. */
  #abandonSilent(): void {
    for (const each of this.known) {
      const { run } = each
      if (run?.silent !== true || this.clock.now() - run.aliveAt < leaseTime) continue
      each.run = undefined
      if (run.probe && this.#circuit.open) this.#later(run.aliveAt + leaseTime)
    }
  }

  #come(self: Known, run: NonNullable<Known['run']>, outcome: Step['outcome']): JobOutcome {
    const told = this.#outcomeOf(self, outcome)
    this.#note(self, run, told)
    return told
  }

  #outcomeOf(self: Known, outcome: Step['outcome']): JobOutcome {
    if (outcome === 'throws') throw new Error('bug')
    if (outcome === 'disk') {
      if (this.disk !== 'works') throw new StorageProblem('diskFull', 'SQLITE_FULL')
      return { kind: 'retry', fault: { tag: 'storage/failed', data: {} }, after: 0 }
    }
    if (this.gatewayAway || outcome === 'away') return { kind: 'retry', fault: unavailable }
    if (typeof outcome === 'number') {
      self.notBefore = this.clock.now() + outcome
      return { kind: 'retry', fault: unavailable, after: outcome }
    }
    if (outcome === 'refusedNow') return { kind: 'retry', fault: { tag: 'gateway/refused', data: {} } }
    if (outcome === 'needsOperator' || outcome === 'rejected') return { kind: outcome, fault: { tag: 'gateway/refused', data: {} } }
    self.delivered = true
    return { kind: 'done' }
  }

  /** The circuit, by its rules. */
  #note(self: Known, run: NonNullable<Known['run']>, told: JobOutcome): void {
    const circuit = this.#circuit
    const isAnswer = told.kind !== 'retry' || told.fault.tag === 'gateway/refused'
    if (isAnswer) return this.#closeCircuit()
    const isAway = told.fault === unavailable && told.after === undefined
    if (circuit.open) return run.probe ? this.#later() : undefined
    if (!isAway) return
    circuit.failures++
    circuit.failed.add(self.job.id)
    if (circuit.failures < failuresToOpen || circuit.failed.size < 2) return
    circuit.open = true
    this.#later()
  }

  #later(now = this.clock.now()): void {
    const { first, factor, cap } = probeBackoff
    this.#circuit.notBefore = now + Math.round(Math.min(cap, first * factor ** this.#circuit.tries++))
  }
}
