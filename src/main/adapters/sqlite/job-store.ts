import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { Instant } from '#core/domain/ids.ts'
import { besideTheOutbox, holdsUpNothing, Job, jobPriorities, JobState } from '#core/domain/job.ts'
import type { JobStore } from '#core/ports/stores.ts'
import { parseBody, parseRow } from './row.ts'

const Row = z.object({ state: z.unknown(), priority: z.int(), next_at: z.int(), body: z.string() })
const Count = z.object({ state: JobState, count: z.int() })
const Next = z.object({ next_at: z.int() })
const Oldest = z.object({ position: z.int(), body: z.string() })
const Created = z.object({ createdAt: Instant })
const Body = z.record(z.string(), z.unknown())

const columns = 'state, priority, next_at, body'
/** What the engine comes back to by itself; the words of the index `job_due`, or it is not used. */
const waiting = "(state = 'ready' OR (state = 'stuck' AND failing_since IS NOT NULL))"
const heads = `blocked = 0 AND ${waiting}`
/** The words of the index `job_beside`. */
const beside = `kind = '${besideTheOutbox}'`
const letters = holdsUpNothing.map((kind) => `'${kind}'`).join(', ')
/** Something of the same case was added before and is not over, other than a letter. */
const isBlocked = (caseId: string, position: string): string => `EXISTS (
  SELECT 1 FROM job AS earlier WHERE earlier.case_id = ${caseId} AND earlier.position < ${position}
    AND earlier.state NOT IN ('done', 'cancelled') AND earlier.kind NOT IN (${letters}))`

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString()
const millisecondsOf = (instant: string | undefined): number | null => (instant === undefined ? null : Date.parse(instant))

/** Columns that are chosen by hold their values alone; the rest of the job is its body. */
const rowOf = ({ state, priority, nextAt, ...body }: Job) => {
  const named = body.lastFault?.data['retryAfterMilliseconds']
  return {
    id: body.id,
    caseId: body.caseId,
    kind: body.kind,
    state,
    priority: jobPriorities.indexOf(priority),
    nextAt: Date.parse(nextAt),
    namedWait: typeof named === 'number' ? named : null,
    failingSince: millisecondsOf(body.failingSince),
    finishedAt: millisecondsOf(body.finishedAt),
    body: JSON.stringify(body),
  }
}

const jobOf = (row: unknown): Job => {
  const { state, priority, next_at: nextAt, body } = parseRow(Row, row)
  return parseRow(Job, { ...parseBody(Body, body), state, priority: jobPriorities[priority], nextAt: instantOf(nextAt) })
}

export function createJobStore(db: Database.Database): JobStore {
  const insert = db.prepare(`
    INSERT INTO job (id, case_id, kind, state, priority, next_at, named_wait, failing_since, finished_at, blocked, body)
    VALUES (@id, @caseId, @kind, @state, @priority, @nextAt, @namedWait, @failingSince, @finishedAt,
      ${isBlocked('@caseId', '(SELECT coalesce(max(position), 0) + 1 FROM job)')}, @body)`)
  const change = db.prepare(`
    UPDATE job SET state = @state, priority = @priority, next_at = @nextAt, named_wait = @namedWait, failing_since = @failingSince,
      finished_at = @finishedAt, body = @body WHERE id = @id AND case_id = @caseId AND kind = @kind`)
  const reblock = db.prepare(`
    UPDATE job SET blocked = NOT blocked WHERE case_id = ? AND blocked <> ${isBlocked('job.case_id', 'job.position')}`)
  const byId = db.prepare(`SELECT ${columns} FROM job WHERE id = ?`)
  const byCase = db.prepare(`SELECT ${columns} FROM job WHERE case_id = ? ORDER BY position`)
  const dueHeads = db.prepare(
    `SELECT ${columns} FROM job INDEXED BY job_due WHERE ${heads} AND priority = ? AND next_at <= ? ORDER BY next_at, position LIMIT ?`,
  )
  const nextHead = db.prepare(`SELECT next_at FROM job INDEXED BY job_due WHERE ${heads} AND priority = ? ORDER BY next_at LIMIT 1`)
  const count = db.prepare('SELECT state, count(*) AS count FROM job GROUP BY state')
  // Counted by an index that holds nothing else, and taken off.
  const countBeside = db.prepare(`SELECT state, count(*) AS count FROM job WHERE ${beside} GROUP BY state`)
  const inState = db.prepare(`SELECT ${columns} FROM job WHERE state = ? AND NOT ${beside} ORDER BY priority, position LIMIT ?`)
  const running = db.prepare(`SELECT ${columns} FROM job WHERE state = 'running'`)
  // One look into the index for each state and priority: none of them is counted through.
  const oldestIn = db.prepare(`SELECT position, body FROM job WHERE state = ? AND priority = ? AND NOT ${beside} ORDER BY position LIMIT 1`)
  const over = db.prepare(
    `SELECT ${columns} FROM job INDEXED BY job_over WHERE state IN ('done', 'cancelled') AND NOT ${beside} ORDER BY finished_at DESC, position DESC LIMIT ?`,
  )
  const hasten = db.prepare(`
    UPDATE job INDEXED BY job_due SET next_at = @now WHERE ${heads} AND priority IN (0, 1, 2) AND next_at > @now AND named_wait IS NULL`)
  const unstick = db.prepare(`
    UPDATE job SET state = 'ready', next_at = @now WHERE state = 'stuck' AND (named_wait IS NULL OR next_at <= @now)`)
  const putBack = db.prepare("UPDATE job SET priority = 2 WHERE state IN ('ready', 'paused', 'stuck') AND priority IN (0, 1)")
  const shorten = db.prepare(`
    UPDATE job INDEXED BY job_due SET next_at = @now + coalesce(named_wait, @longest)
    WHERE ${heads} AND priority IN (0, 1, 2) AND next_at > @now AND next_at > @now + coalesce(named_wait, @longest)`)

  const update = db.transaction((job: Job): void => {
    const { changes } = change.run(rowOf(job))
    if (changes !== 1) throw new Error(`No job ${job.id}`)
    reblock.run(job.caseId)
  })
  const list = (states: readonly JobState[], limit: number): Job[] => {
    const found: Job[] = []
    for (const state of states) if (found.length < limit) found.push(...inState.all(state, limit - found.length).map(jobOf))
    return found
  }
  const recover = db.transaction((now: string) => {
    const left = running.all().map(jobOf)
    for (const { leasedUntil: _lease, ...job } of left) update({ ...job, state: 'ready', nextAt: now })
    return left.length
  })
  const retryAll = db.transaction((now: number) => unstick.run({ now }).changes + hasten.run({ now }).changes)

  return {
    add: (job) => void insert.run(rowOf(job)),
    update,
    find: (id) => {
      const row = byId.get(id)
      return row === undefined ? undefined : jobOf(row)
    },
    due: (priority, now, limit) => dueHeads.all(jobPriorities.indexOf(priority), Date.parse(now), limit).map(jobOf),
    nextAt: (priority) => {
      const row = nextHead.get(jobPriorities.indexOf(priority))
      return row === undefined ? undefined : instantOf(parseRow(Next, row).next_at)
    },
    list,
    finished: (limit) => over.all(limit).map(jobOf),
    ofCase: (caseId) => byCase.all(caseId).map(jobOf),
    counts: () => {
      const counts: Record<JobState, number> = { ready: 0, running: 0, paused: 0, stuck: 0, rejected: 0, done: 0, cancelled: 0 }
      for (const row of count.all()) {
        const { state, count: number } = parseRow(Count, row)
        counts[state] = number
      }
      for (const row of countBeside.all()) {
        const { state, count: number } = parseRow(Count, row)
        counts[state] -= number
      }
      return counts
    },
    oldestAt: (states) => {
      const rows = states.flatMap((state) => jobPriorities.flatMap((_, priority) => oldestIn.all(state, priority)))
      const [oldest] = rows.map((row) => parseRow(Oldest, row)).toSorted((one, other) => one.position - other.position)
      return oldest === undefined ? undefined : parseBody(Created, oldest.body).createdAt
    },
    recover: (now) => recover.immediate(now),
    hasten: (now) => hasten.run({ now: Date.parse(now) }).changes,
    retryAll: (now) => retryAll.immediate(Date.parse(now)),
    putBack: () => putBack.run().changes,
    shortenWaits: (now, longest) => shorten.run({ now: Date.parse(now), longest }).changes,
  }
}
