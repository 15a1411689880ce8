import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { StaffMember } from '#core/domain/staff.ts'
import type { Database } from '#gateway/database/database.ts'
import { tokenHash } from './staff-store.ts'

/** A working day with its overtime. */
const sessionMilliseconds = 12 * 3_600_000
const challengeMilliseconds = 5 * 60_000
/** Failures in a row before the login is locked; each further one doubles the time. */
const allowedFailures = 5
const firstLockSeconds = 60
const longestLockSeconds = 15 * 60

const SessionRow = z.object({ staff_id: z.string(), workplace_id: z.string() })
const ChallengeRow = z.object({ nonce: z.instanceof(Uint8Array) })
const FailureRow = z.object({ failures: z.int(), locked_until: z.string().nullable() })

export interface SessionStore {
  readonly open: (member: StaffMember, workplaceId: string, now: Date) => { readonly token: string; readonly expiresAt: string }
  readonly find: (token: string, now: Date) => { readonly staffId: string; readonly workplaceId: string } | undefined
  /** Seconds for which the login stays locked, 0 where it is not. */
  readonly lockedSeconds: (login: string, now: Date) => number
  /** Counts before the password is looked at, so that guesses made at once cannot slip by. */
  readonly countFailure: (login: string, now: Date) => void
  readonly forgetFailures: (login: string) => void
  readonly issueChallenge: (
    workplaceId: string,
    now: Date,
  ) => { readonly challengeId: string; readonly nonce: Buffer; readonly expiresAt: string }
  /** The nonce, once: a challenge serves for one login. */
  readonly takeChallenge: (challengeId: string, workplaceId: string, now: Date) => Uint8Array | undefined
}

export function createSessionStore(database: Database): SessionStore {
  const insert = database.prepare('INSERT INTO session (token_hash, staff_id, workplace_id, expires_at) VALUES (?, ?, ?, ?)')
  const expire = database.prepare('DELETE FROM session WHERE expires_at <= ?')
  const select = database.prepare('SELECT staff_id, workplace_id FROM session WHERE token_hash = ? AND expires_at > ?')
  const failures = database.prepare('SELECT failures, locked_until FROM login_failure WHERE login = ?')
  const putFailure = database.prepare(
    'INSERT INTO login_failure (login, failures, locked_until) VALUES (?, ?, ?) ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until',
  )
  const dropFailures = database.prepare('DELETE FROM login_failure WHERE login = ?')
  const putChallenge = database.prepare('INSERT INTO challenge (challenge_id, workplace_id, nonce, expires_at) VALUES (?, ?, ?, ?)')
  const takeChallenge = database.prepare(
    'DELETE FROM challenge WHERE challenge_id = ? AND workplace_id = ? AND expires_at > ? RETURNING nonce',
  )
  const expireChallenges = database.prepare('DELETE FROM challenge WHERE expires_at <= ?')
  const failuresOf = (login: string) => FailureRow.optional().parse(failures.get(login))
  const after = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()

  return {
    open: (member, workplaceId, now) => {
      expire.run(now.toISOString())
      const token = randomBytes(32).toString('base64url')
      const expiresAt = after(now, sessionMilliseconds)
      insert.run(tokenHash(token), member.staffId, workplaceId, expiresAt)
      return { token, expiresAt }
    },
    find: (token, now) => {
      const row = SessionRow.optional().parse(select.get(tokenHash(token), now.toISOString()))
      return row === undefined ? undefined : { staffId: row.staff_id, workplaceId: row.workplace_id }
    },
    lockedSeconds: (login, now) => {
      const until = failuresOf(login)?.locked_until
      return until === undefined || until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000))
    },
    countFailure: (login, now) => {
      const count = (failuresOf(login)?.failures ?? 0) + 1
      const seconds = Math.min(longestLockSeconds, firstLockSeconds * 2 ** (count - allowedFailures))
      putFailure.run(login, count, count < allowedFailures ? null : after(now, seconds * 1000))
    },
    forgetFailures: (login) => void dropFailures.run(login),
    issueChallenge: (workplaceId, now) => {
      expireChallenges.run(now.toISOString())
      const challenge = { challengeId: randomUUID(), nonce: randomBytes(32), expiresAt: after(now, challengeMilliseconds) }
      putChallenge.run(challenge.challengeId, workplaceId, challenge.nonce, challenge.expiresAt)
      return challenge
    },
    takeChallenge: (challengeId, workplaceId, now) =>
      ChallengeRow.optional().parse(takeChallenge.get(challengeId, workplaceId, now.toISOString()))?.nonce,
  }
}
