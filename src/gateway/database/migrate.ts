import type { Database } from './database.ts'
import { registers } from './migrations/010-registers.ts'
import { sessions } from './migrations/020-sessions.ts'
import { certificates } from './migrations/030-certificates.ts'
import { requests } from './migrations/040-requests.ts'
import { catalogue } from './migrations/050-catalogue.ts'
import { civilActs } from './migrations/060-civil-acts.ts'
import { payments } from './migrations/070-payments.ts'
import { results } from './migrations/080-results.ts'

/** In order; `user_version` is the number of the last one done. A migration that was released is never changed. */
export const migrations: readonly { readonly version: number; readonly sql: string }[] = [
  { version: 10, sql: registers },
  { version: 20, sql: sessions },
  { version: 30, sql: certificates },
  { version: 40, sql: requests },
  { version: 50, sql: catalogue },
  { version: 60, sql: civilActs },
  { version: 70, sql: payments },
  { version: 80, sql: results },
]

/**
 * Brings the schema up to date, all pending migrations in one transaction.
 * @throws where the database was written by a newer program: it must not be touched
 */
export function migrate(database: Database): void {
  const current = Number(database.pragma('user_version', { simple: true }))
  const latest = migrations.at(-1)?.version ?? 0
  if (current > latest) throw new Error(`Database schema ${current} is newer than ${latest}`)
  const pending = migrations.filter(({ version }) => version > current)
  if (pending.length === 0) return
  database
    .transaction(() => {
      for (const { sql } of pending) database.exec(sql)
      database.pragma(`user_version = ${latest}`)
    })
    .immediate()
}
