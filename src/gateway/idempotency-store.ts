import { z } from 'zod'
import type { Database } from '#gateway/database/database.ts'
import { Refusal } from '#gateway/http/problem.ts'

const Row = z.object({ body_hash: z.string(), answer: z.string() })

/** What was answered to which key. Kept for ever: a desk may come back after weeks and ask again. */
export interface IdempotencyStore {
  /** @throws Refusal `idempotencyMismatch` where the key was used for something else */
  readonly find: (bin: string, key: string, bodyHash: string) => unknown
  /** Inside the transaction of what is answered. */
  readonly add: (bin: string, key: string, bodyHash: string, answer: unknown, now: Date) => void
}

export function createIdempotencyStore(database: Database): IdempotencyStore {
  const select = database.prepare('SELECT body_hash, answer FROM idempotency WHERE bin = ? AND key = ?')
  const insert = database.prepare('INSERT INTO idempotency (bin, key, body_hash, answer, at) VALUES (?, ?, ?, ?, ?)')
  return {
    find: (bin, key, bodyHash) => {
      const row = Row.optional().parse(select.get(bin, key))
      if (row === undefined) return undefined
      if (row.body_hash !== bodyHash) throw new Refusal('idempotencyMismatch')
      return JSON.parse(row.answer) as unknown
    },
    add: (bin, key, bodyHash, answer, now) => void insert.run(bin, key, bodyHash, JSON.stringify(answer), now.toISOString()),
  }
}
