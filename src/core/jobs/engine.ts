import { describeFailure, type Logger } from '#core/base/logger.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { JobId } from '#core/domain/ids.ts'
import { type Job, type JobKind, type JobOutcome, type JobPriority, jobPriorities } from '#core/domain/job.ts'
import type { QueueStatus } from '#core/domain/outbox.ts'
import type { Clock, Random } from '#core/ports/clock.ts'
import { type JobStore, type SettingsStore, StorageProblem } from '#core/ports/stores.ts'
import { Circuit, signOf } from './circuit.ts'
import { begun, longestOwnWait } from './job-transitions.ts'
import { operatorDeeds, type OperatorDeeds } from './operator-deeds.ts'
import { PatientWrites, storagePause } from './patient-writes.ts'
import { leftBy } from './left-by.ts'
import { countBacklog, createRun, leaseTime, type Run } from './run.ts'

export type JobProgress = NonNullable<Job['progress']>

/**
 * Does one kind of job once and says what it came to; never sleeps, never tries again by itself. May be called again for work that was
 * already done (the program died before the outcome was written), so it must be safe to repeat. Progress is its sign of life.
 */
export type JobHandler = (job: Job, report: (progress: JobProgress) => void, signal: AbortSignalLike) => Promise<JobOutcome>

export interface JobEngineDeps {
  readonly jobs: JobStore
  readonly settings: Pick<SettingsStore, 'queuePause' | 'saveQueuePause'>
  readonly transaction: <T>(work: () => T) => T
  readonly clock: Clock
  readonly random: Random
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  readonly logger: Logger
  /** Some job is not as it was, or the queue. */
  readonly onDidChange: () => void
  /** Of these one is kept free of `backlog`, where there is more than one. */
  readonly maxParallel: number
}

export interface JobEngine extends OperatorDeeds {
  /** Takes up what a process that died left running, then runs what is due. */
  readonly start: () => void
  /** Breaks off what runs. Resolves when all has ended, or after the limit; what ends later is taken up at the next start. */
  readonly stop: (limitMilliseconds?: number) => Promise<void>
  /** Looks for due work: a job was added. */
  readonly poke: () => void
  /** The connection is back: the circuit closes, and every wait of our own is cut short. */
  readonly connectionReturned: () => void
  readonly status: () => Pick<QueueStatus, 'paused' | 'circuit'>
}

/** The clock of the device is looked at again at least so often, however far the next job is, milliseconds. */
const longestTimer = 60_000
/** Progress is written at most so often, milliseconds. */
const progressInterval = 500

/** Runs durable jobs: between cases in parallel, within a case in order. The store decides what is due; the engine decides when to ask. */
export function createJobEngine(deps: JobEngineDeps): JobEngine {
  const { jobs, settings, transaction, clock, random, handlers, logger, onDidChange, maxParallel } = deps
  const maxBacklog = Math.max(1, maxParallel - 1)
  const runs = new Map<JobId, Run>()
  /** Handlers that have not come to their end, those broken off too. */
  const handling = new Set<Promise<void>>()
  const circuit = new Circuit()
  let phase: 'off' | 'on' | 'stopping' = 'off'
  let recovered = false
  let pause: QueueStatus['paused']
  let callOffTimer: () => void = () => {}
  let lastSeen = -Infinity

  /** When the timer fires that time has come, though the clock may stand still until the gateway tells the true time. */
  const wakeIn = (milliseconds: number): void => {
    const then = clock.now() + milliseconds
    callOffTimer()
    callOffTimer = clock.after(milliseconds, () => {
      writes.isWaiting = false
      pump(Math.max(then, clock.now()))
    })
  }
  const writes = new PatientWrites({ transaction, logger, onDidWrite: onDidChange, onTrouble: () => wakeIn(storagePause) })

  const finish = (run: Run, outcome: JobOutcome | undefined): void => {
    const { id } = run.job
    // Abandoned, or of a queue that has stopped: whatever it came to is found out anew.
    if (runs.get(id) !== run) return
    runs.delete(id)
    run.release()
    const now = clock.now()
    const sign = signOf(outcome)
    const turned = circuit.ended(id, sign === 'away' && run.abort.aborted ? 'none' : sign, now, random.chance())
    const wasAway = circuit.isOpen || turned === 'closed'
    const isStopping = phase !== 'on'
    const left = leftBy(run.wish, outcome, { now, chance: random.chance(), gatewayAway: circuit.isOpen, isStopping })
    writes.eventually(() => {
      jobs.update(left.job(jobs.find(id) ?? run.job))
      left.alongside?.()
      if (wasAway) jobs.putBack()
      if (turned === 'closed') jobs.hasten(clock.instant())
    })
    pump()
  }

  const expire = (run: Run): void => {
    logger.error('job gave no sign of life', { jobId: run.job.id, jobKind: run.job.kind, caseId: run.job.caseId })
    run.abort.abort()
    finish(run, { kind: 'retry', fault: { tag: 'job/noSignOfLife', data: {} } })
  }

  const reporter = (run: Run): ((progress: JobProgress) => void) => {
    let written = -Infinity
    return (progress) => {
      const now = clock.now()
      if (runs.get(run.job.id) !== run) return
      run.renew()
      if (now - written < progressInterval && progress.done < progress.total) return
      written = now
      const current = jobs.find(run.job.id)
      const leasedUntil = new Date(now + leaseTime).toISOString()
      if (current?.state === 'running' && writes.now(() => jobs.update({ ...current, progress, leasedUntil }))) onDidChange()
    }
  }

  const perform = async (run: Run): Promise<void> => {
    const { job } = run
    const fields = { jobId: job.id, jobKind: job.kind, caseId: job.caseId, attempt: job.attempts }
    let outcome: JobOutcome | undefined
    try {
      outcome = await handlers[job.kind](job, reporter(run), run.abort)
      logger.info(`job ${outcome.kind}`, { ...fields, ...('fault' in outcome ? { tag: outcome.fault.tag } : {}) })
    } catch (failure) {
      if (failure instanceof StorageProblem) {
        // The disk failed the handler, not the other way round: try again when it may be back.
        if (runs.get(job.id) === run) writes.wait(failure)
        outcome = { kind: 'retry', fault: { tag: 'storage/failed', data: { code: failure.code } }, after: storagePause }
      } else if (phase === 'on' && !run.abort.aborted)
        logger.error('job handler failed', { ...fields, tag: 'job/failed', failure: describeFailure(failure) })
    }
    finish(run, outcome)
  }

  const launch = (job: Job): boolean => {
    const running = begun(job, clock.now() + leaseTime)
    if (!writes.now(() => jobs.update(running))) return false
    const run: Run = createRun(running, clock, () => expire(run))
    runs.set(job.id, run)
    circuit.began(job.id)
    const handled = perform(run).finally(() => handling.delete(handled))
    handling.add(handled)
    return true
  }

  /** How many more may run, by priority: the last place is kept for whoever stands at the desk. */
  const room = (priority: JobPriority): number => {
    const free = Math.min(maxParallel - runs.size, circuit.isOpen ? 1 : maxParallel)
    return priority === 'backlog' ? Math.min(free, maxBacklog - countBacklog(runs)) : free
  }

  /** @returns how long until there may be something to start, milliseconds; undefined where an end of a run will tell */
  const startDue = (now: number): number | undefined => {
    const wait = circuit.waitFor(now)
    if (wait !== 0) return wait
    let next: number | undefined
    for (const priority of jobPriorities) {
      const due = room(priority) > 0 ? jobs.due(priority, new Date(now).toISOString(), room(priority)) : []
      for (const job of due) if (!launch(job)) return undefined
      if (due.length > 0) onDidChange()
      if (circuit.isOpen && due.length > 0) return undefined
      const nextAt = room(priority) > 0 ? jobs.nextAt(priority) : undefined
      if (nextAt !== undefined) next = Math.min(next ?? longestTimer, Math.max(0, Date.parse(nextAt) - now))
    }
    return next
  }

  /** Whoever set the clock back must not have made anything wait for the day that it showed. */
  const heedClock = (): void => {
    const now = clock.now()
    if (now < lastSeen || !recovered) transaction(() => jobs.shortenWaits(clock.instant(), longestOwnWait))
    lastSeen = now
  }

  const pump = (now = clock.now()): void => {
    if (phase !== 'on' || writes.isWaiting) return
    callOffTimer()
    try {
      if (!writes.flush()) return
      heedClock()
      if (!recovered) {
        const count = transaction(() => jobs.recover(clock.instant()))
        pause = settings.queuePause()
        recovered = true
        if (count > 0) logger.warn('jobs were left running', { count })
      }
      const wait = pause === undefined ? startDue(now) : undefined
      if (wait !== undefined && !writes.isWaiting) wakeIn(Math.min(longestTimer, wait))
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      writes.wait(failure)
    }
  }

  return {
    ...operatorDeeds({
      ...deps,
      runs,
      onDidDecide: () => {
        onDidChange()
        pump()
      },
      tryNow: () => circuit.tryNow(clock.now()),
      setPause: (wanted) => void (pause = wanted),
    }),
    start: () => {
      if (phase !== 'off') return
      phase = 'on'
      pump()
    },
    stop: async (limitMilliseconds = 5_000) => {
      phase = 'stopping'
      callOffTimer()
      for (const run of runs.values()) run.abort.abort()
      const all = Promise.all(handling)
      await new Promise<void>((resolve) => {
        const callOff = clock.after(limitMilliseconds, resolve)
        void all.then(() => {
          callOff()
          resolve()
        })
      })
      writes.giveUp()
      callOffTimer()
      for (const run of runs.values()) run.release()
      runs.clear()
      handling.clear()
      circuit.close()
      recovered = false
      phase = 'off'
    },
    poke: () => {
      if (circuit.isOpen && !writes.isWaiting) writes.now(() => jobs.putBack())
      pump()
    },
    connectionReturned: () => {
      if (phase !== 'on') return
      const wasOpen = circuit.close() === 'closed'
      writes.eventually(() => {
        if (wasOpen) jobs.putBack()
        jobs.hasten(clock.instant())
      })
      pump()
    },
    status: () => ({ ...(pause === undefined ? {} : { paused: pause }), circuit: circuit.status }),
  }
}
