import { describeFailure, type Logger } from '#core/base/logger.ts'
import { Abort, type AbortSignalLike } from '#core/base/remote.ts'
import type { CaseId, JobId } from '#core/domain/ids.ts'
import type { Job, JobKind, JobOutcome } from '#core/domain/job.ts'
import type { Clock, Random } from '#core/ports/clock.ts'
import { type JobStore, StorageProblem } from '#core/ports/stores.ts'
import { begun, cancelled, ended, interrupted, waitsByChoice, wanted } from '#core/jobs/job-transitions.ts'

export type JobProgress = NonNullable<Job['progress']>

/**
 * Does one kind of job once and says what it came to; never sleeps, never tries again by itself. May be called again for work that was
 * already done (the program died before the outcome was written), so it must be safe to repeat.
 */
export type JobHandler = (job: Job, report: (progress: JobProgress) => void, signal: AbortSignalLike) => Promise<JobOutcome>

export interface JobEngineDeps {
  readonly jobs: JobStore
  readonly transaction: <T>(work: () => T) => T
  readonly clock: Clock
  readonly random: Random
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  readonly logger: Logger
  /** Some job is not as it was. */
  readonly onDidChange: () => void
  readonly maxParallel: number
}

export interface JobEngine {
  /** Takes up what a process that died left running, then runs what is due. */
  readonly start: () => void
  /** Breaks off what runs. Resolves when all has ended, or after the limit; what ends later is taken up at the next start. */
  readonly stop: (limitMilliseconds?: number) => Promise<void>
  /** Looks for due work: a job was added. With a case, its own waiting is also cut short; a wait that the gateway named never is. */
  readonly poke: (caseId?: CaseId) => void
  /** The connection is back: every wait of our own is cut short. */
  readonly connectionReturned: () => void
  /** The operator wants it tried now, whatever it waits for. @returns false where it runs or is finished for good */
  readonly retryNow: (id: JobId) => boolean
  /** @returns `asked` where it runs: it ends as cancelled unless the work was already done */
  readonly cancel: (id: JobId) => 'cancelled' | 'asked' | 'tooLate'
}

/** The disk is full or away: how long until writing is tried again, milliseconds. */
export const storagePause = 5_000
/** The clock of the device is looked at again at least so often, however far the next job is, milliseconds. */
const longestTimer = 60_000
/** Progress is written at most so often, milliseconds. */
const progressInterval = 500
/** How many waiting jobs are looked at to cut their waiting short. */
const manyJobs = 100_000

interface Run {
  readonly abort: Abort
  readonly ended: Promise<void>
  cancelWanted: boolean
}

/** Runs durable jobs: between cases in parallel, within a case in order. The store decides what is due; the engine decides when to ask. */
export function createJobEngine(deps: JobEngineDeps): JobEngine {
  const { jobs, transaction, clock, random, handlers, logger, onDidChange, maxParallel } = deps
  const runs = new Map<JobId, Run>()
  /** Outcomes that could not be written yet, oldest first. Nothing new starts before they are. */
  let unwritten: (() => void)[] = []
  let phase: 'off' | 'on' | 'stopping' = 'off'
  let recovered = false
  let callOffTimer: () => void = () => {}
  let paused = false

  const wakeIn = (milliseconds: number): void => {
    callOffTimer()
    callOffTimer = clock.after(milliseconds, () => {
      paused = false
      pump()
    })
  }

  const pause = (problem: StorageProblem): void => {
    logger.error('storage problem, jobs pause', { code: problem.code, tag: problem.problem, milliseconds: storagePause })
    paused = true
    wakeIn(storagePause)
  }

  /** @returns false where the disk would not have it; anything else that fails is a bug and thrown */
  const write = (work: () => void): boolean => {
    try {
      transaction(work)
      return true
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      pause(failure)
      return false
    }
  }

  const writeOrKeep = (work: () => void): void => {
    if (unwritten.length > 0 || !write(work)) unwritten.push(work)
    else onDidChange()
  }

  const settle = (job: Job, run: Run, outcome: JobOutcome | undefined): Job => {
    const current = jobs.find(job.id) ?? job
    const now = clock.now()
    const final = outcome?.kind === 'done' || outcome?.kind === 'rejected'
    if (run.cancelWanted && !final) return cancelled(current, now)
    if (phase !== 'on' && (outcome === undefined || outcome.kind === 'retry')) return interrupted(current, now)
    return ended(current, outcome ?? { kind: 'needsOperator', fault: { tag: 'job/failed', data: {} } }, now, random.chance())
  }

  const reporter = (id: JobId): ((progress: JobProgress) => void) => {
    let written = -Infinity
    return (progress) => {
      if (clock.now() - written < progressInterval && progress.done < progress.total) return
      written = clock.now()
      const current = jobs.find(id)
      if (current?.state === 'running' && write(() => jobs.update({ ...current, progress }))) onDidChange()
    }
  }

  const perform = async (job: Job, run: Run): Promise<void> => {
    const fields = { jobId: job.id, jobKind: job.kind, caseId: job.caseId, attempt: job.attempts }
    let outcome: JobOutcome | undefined
    try {
      outcome = await handlers[job.kind](job, reporter(job.id), run.abort)
      logger.info(`job ${outcome.kind}`, { ...fields, ...('fault' in outcome ? { tag: outcome.fault.tag } : {}) })
    } catch (failure) {
      if (failure instanceof StorageProblem) {
        // The disk failed the handler, not the other way round: try again when it may be back.
        pause(failure)
        outcome = { kind: 'retry', fault: { tag: 'storage/failed', data: { code: failure.code } }, after: storagePause }
      } else if (phase === 'on' && !run.cancelWanted)
        logger.error('job handler failed', { ...fields, tag: 'job/failed', failure: describeFailure(failure) })
    }
    if (runs.get(job.id) !== run) return
    const next = settleSafely(job, run, outcome)
    writeOrKeep(() => jobs.update(next))
    runs.delete(job.id)
    pump()
  }

  /** The store may be unreadable at this very moment: then the job as it began is what counts. */
  const settleSafely = (job: Job, run: Run, outcome: JobOutcome | undefined): Job => {
    try {
      return settle(job, run, outcome)
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      const now = clock.now()
      return outcome === undefined ? interrupted(job, now) : ended(job, outcome, now, random.chance())
    }
  }

  const launch = (job: Job): boolean => {
    const running = begun(job)
    if (!write(() => jobs.update(running))) return false
    let finish: () => void = () => {}
    const run: Run = { abort: new Abort(), cancelWanted: false, ended: new Promise((resolve) => (finish = resolve)) }
    runs.set(job.id, run)
    void perform(running, run).finally(finish)
    return true
  }

  const startDue = (): void => {
    const free = maxParallel - runs.size
    if (free <= 0) return
    let changed = false
    for (const job of jobs.due(clock.instant(), free)) {
      if (!launch(job)) break
      changed = true
    }
    if (changed) onDidChange()
    const nextAt = paused || runs.size >= maxParallel ? undefined : jobs.nextAt()
    if (nextAt !== undefined) wakeIn(Math.min(longestTimer, Math.max(0, Date.parse(nextAt) - clock.now())))
  }

  const pump = (): void => {
    if (phase !== 'on' || paused) return
    callOffTimer()
    try {
      while (unwritten[0] !== undefined) {
        if (!write(unwritten[0])) return
        unwritten.shift()
        onDidChange()
      }
      if (!recovered) {
        const count = transaction(() => jobs.recover(clock.instant()))
        recovered = true
        if (count > 0) logger.warn('jobs were left running', { count })
      }
      startDue()
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      pause(failure)
    }
  }

  const hurry = (candidates: readonly Job[]): void => {
    const now = clock.now()
    const waiting = candidates.filter((job) => waitsByChoice(job, now))
    if (waiting.length > 0) write(() => waiting.forEach((job) => jobs.update(wanted(job, now))))
    pump()
  }

  return {
    start: () => {
      if (phase !== 'off') return
      phase = 'on'
      pump()
    },
    stop: async (limitMilliseconds = 5_000) => {
      phase = 'stopping'
      callOffTimer()
      for (const run of runs.values()) run.abort.abort()
      const all = Promise.all([...runs.values()].map((run) => run.ended))
      await new Promise<void>((resolve) => {
        const callOff = clock.after(limitMilliseconds, resolve)
        void all.then(() => {
          callOff()
          resolve()
        })
      })
      const late = unwritten
      unwritten = []
      for (const work of late) write(work)
      callOffTimer()
      runs.clear()
      recovered = false
      paused = false
      phase = 'off'
    },
    poke: (caseId) => (caseId === undefined ? pump() : hurry(jobs.ofCase(caseId))),
    connectionReturned: () => hurry(jobs.list(['ready'], manyJobs)),
    retryNow: (id) => {
      const job = jobs.find(id)
      if (job === undefined || !['ready', 'stuck', 'rejected'].includes(job.state)) return false
      transaction(() => jobs.update(wanted(job, clock.now())))
      onDidChange()
      pump()
      return true
    },
    cancel: (id) => {
      const run = runs.get(id)
      if (run !== undefined) {
        run.cancelWanted = true
        run.abort.abort()
        return 'asked'
      }
      const job = jobs.find(id)
      if (job === undefined || !['ready', 'stuck', 'rejected'].includes(job.state)) return 'tooLate'
      transaction(() => jobs.update(cancelled(job, clock.now())))
      onDidChange()
      pump()
      return 'cancelled'
    },
  }
}
