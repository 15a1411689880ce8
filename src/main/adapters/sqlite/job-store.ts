import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { holdsUpNothing, Job, JobState } from '#core/domain/job.ts'
import type { JobStore } from '#core/ports/stores.ts'
import { parseBody, parseRow } from './row.ts'

const Body = z.object({ body: z.string() })
const Count = z.object({ state: JobState, count: z.int() })
const Next = z.object({ next_at: z.int().nullable() })

/** Ready, and nothing unfinished of the same case was added before: what waits for an operator holds up what came after it, unless it is a letter. */
const heads = `
  FROM job WHERE state = 'ready' AND NOT EXISTS (
    SELECT 1 FROM job AS earlier
    WHERE earlier.case_id = job.case_id AND earlier.position < job.position AND earlier.state NOT IN ('done', 'cancelled')
      AND earlier.body ->> '$.kind' NOT IN (${holdsUpNothing.map((kind) => `'${kind}'`).join(', ')})
  )`

export function createJobStore(db: Database.Database): JobStore {
  const insert = db.prepare('INSERT INTO job (id, case_id, state, next_at, body) VALUES (?, ?, ?, ?, ?)')
  const change = db.prepare('UPDATE job SET state = ?, next_at = ?, body = ? WHERE id = ? AND case_id = ?')
  const byId = db.prepare('SELECT body FROM job WHERE id = ?')
  const byCase = db.prepare('SELECT body FROM job WHERE case_id = ? ORDER BY position')
  const dueHeads = db.prepare(`SELECT body ${heads} AND next_at <= ? ORDER BY position LIMIT ?`)
  const nextHead = db.prepare(`SELECT min(next_at) AS next_at ${heads}`)
  const count = db.prepare('SELECT state, count(*) AS count FROM job GROUP BY state')
  const running = db.prepare("SELECT body FROM job WHERE state = 'running'")
  const inStates = db.prepare('SELECT body FROM job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY position DESC LIMIT ?')

  const read = (row: unknown): Job => parseBody(Job, parseRow(Body, row).body)
  const update = (job: Job): void => {
    const { changes } = change.run(job.state, Date.parse(job.nextAt), JSON.stringify(job), job.id, job.caseId)
    if (changes !== 1) throw new Error(`No job ${job.id}`)
  }
  const recover = db.transaction((now: string) => {
    const left = running.all().map(read)
    for (const job of left) update({ ...job, state: 'ready', nextAt: now })
    return left.length
  })

  return {
    add: (job) => void insert.run(job.id, job.caseId, job.state, Date.parse(job.nextAt), JSON.stringify(job)),
    update,
    find: (id) => {
      const row = byId.get(id)
      return row === undefined ? undefined : read(row)
    },
    due: (now, limit) => dueHeads.all(Date.parse(now), limit).map(read),
    nextAt: () => {
      const { next_at: next } = parseRow(Next, nextHead.get())
      return next === null ? undefined : new Date(next).toISOString()
    },
    list: (states, limit) => inStates.all(JSON.stringify(states), limit).map(read),
    ofCase: (caseId) => byCase.all(caseId).map(read),
    counts: () => {
      const counts: Record<JobState, number> = { ready: 0, running: 0, stuck: 0, rejected: 0, done: 0, cancelled: 0 }
      for (const row of count.all()) {
        const { state, count: number } = parseRow(Count, row)
        counts[state] = number
      }
      return counts
    },
    recover: (now) => recover.immediate(now),
  }
}
