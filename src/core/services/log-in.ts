import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { StaffMember } from '#core/domain/staff.ts'
import type { LoginRecord } from '#core/ports/stores.ts'
import type { Desk, Session } from './desk.ts'
import { belongsHere, logInWithTokenOffline, offlineSession, staffOf } from './log-in-offline.ts'
import { withLogin } from './sign-bytes.ts'
import { unlessDiskRefuses } from './unless-disk-refuses.ts'

type LoginDesk = Pick<Desk, 'workplace' | 'stores' | 'gateway' | 'passwords' | 'clock' | 'isClockBehind' | 'random' | 'signing' | 'token'>

const failuresToLock = 5
const firstLock = 60_000
const longestLock = 60 * 60_000

const recordOf = (desk: LoginDesk, login: string): LoginRecord => desk.stores.settings.findLogin(login) ?? { login, failures: 0 }

/** Every fifth failure locks, each time twice as long: 1, 2, 4 … 60 minutes. */
export function afterFailure(record: LoginRecord, now: number): LoginRecord {
  const failures = record.failures + 1
  const { lockedUntil: _earlier, ...rest } = record
  if (failures % failuresToLock !== 0) return { ...rest, failures }
  const lock = Math.min(longestLock, firstLock * 2 ** (failures / failuresToLock - 1))
  return { ...rest, failures, lockedUntil: new Date(now + lock).toISOString() }
}

/** A lock that reaches farther than any was made by a clock that was put right since. */
const isLocked = (until: Instant, now: number): boolean => {
  const left = Date.parse(until) - now
  return left > 0 && left <= longestLock
}

const noteFailure = (desk: LoginDesk, login: string) => {
  const next = afterFailure(recordOf(desk, login), desk.clock.now())
  desk.stores.settings.saveLogin(next)
  if (next.lockedUntil !== undefined) return err(fault('session/lockedOut', 'act', { until: next.lockedUntil }))
  return err(fault('session/wrong', 'act', { triesLeft: failuresToLock - (next.failures % failuresToLock) }))
}

async function logInOffline(desk: LoginDesk, login: string, password: string) {
  const record = recordOf(desk, login)
  const staff = staffOf(record)
  if (record.verifier === undefined || record.verifiedAt === undefined || staff === undefined)
    return err(fault('gateway/unavailable', 'retry', { why: 'noConnection' }))
  if (!(await desk.passwords.verify(record.verifier, password))) return noteFailure(desk, login)
  const session = offlineSession(desk, staff, record.verifiedAt)
  if (session.ok) unlessDiskRefuses(() => desk.stores.settings.saveLogin({ ...record, failures: 0 }))
  return session
}

/**
 * Login by name and password: the gateway decides; where it is silent, the password last verified online does (argon2id), for some days.
 * `session/notHere`: the person is right, but works for another organisation than this desk's.
 */
export async function logIn(desk: LoginDesk, login: string, password: string) {
  const { lockedUntil, ...record } = recordOf(desk, login)
  if (lockedUntil !== undefined && isLocked(lockedUntil, desk.clock.now()))
    return err(fault('session/lockedOut', 'act', { until: lockedUntil }))
  const answer = await desk.gateway.login(login, password)
  if (answer.ok) {
    const { staff, token } = answer.value
    if (!belongsHere(desk, staff)) return err(fault('session/notHere', 'act'))
    const verifier = await desk.passwords.hash(password)
    unlessDiskRefuses(() =>
      desk.stores.settings.saveLogin({ ...record, failures: 0, verifier, staff: JSON.stringify(staff), verifiedAt: desk.clock.instant() }),
    )
    return ok<Session>({ staff, staffToken: token, since: desk.clock.instant(), offline: false })
  }
  if (answer.error.tag === 'gateway/unavailable') return logInOffline(desk, login, password)
  switch (answer.error.code) {
    case 'loginWrong':
      return noteFailure(desk, login)
    case 'loginLocked': {
      const seconds = Number(answer.error.data['retryAfterSeconds'] ?? 60)
      const until = new Date(desk.clock.now() + seconds * 1000).toISOString()
      desk.stores.settings.saveLogin({ ...record, lockedUntil: until })
      return err(fault('session/lockedOut', 'act', { until }))
    }
    case 'forbidden':
      return err(fault('session/notHere', 'act'))
    default:
      return err(answer.error)
  }
}

/** Keeps who logged in by certificate, beside the password's verifier where there is one. */
function keepCertified({ stores, clock }: LoginDesk, staff: StaffMember): void {
  const record = stores.settings.findLogin(staff.login) ?? { login: staff.login, failures: 0 }
  stores.settings.saveLogin({ ...record, staff: JSON.stringify(staff), certifiedAt: clock.instant() })
}

/** Login by a certificate on a token: the gateway's nonce, signed as CAdES; where it is silent, one of our own. */
export async function logInWithToken(desk: LoginDesk, certificateId: string, ticket: string, signal: AbortSignalLike) {
  const found = await desk.token.find(certificateId)
  if (!found.ok) return found
  const certificate = found.value
  const challenge = await desk.gateway.challenge()
  if (!challenge.ok)
    return challenge.error.tag === 'gateway/unavailable' ? logInWithTokenOffline(desk, certificateId, ticket, signal) : challenge
  const { toBeSigned, finish } = desk.signing.prepare(challenge.value.nonce, certificate.der, certificate.keyType, desk.clock.instant())
  const signature = await desk.token.sign({ certificateId, ...withLogin(desk, ticket), toBeSigned }, signal)
  if (!signature.ok) return signature
  const answer = await desk.gateway.loginByCertificate(challenge.value.challengeId, finish(signature.value))
  if (!answer.ok) {
    if (answer.error.tag === 'gateway/unavailable') return err(answer.error)
    if (answer.error.code === 'loginWrong') return err(fault('session/wrong', 'act'))
    if (answer.error.code === 'forbidden') return err(fault('session/notHere', 'act'))
    return err(fault('signing/certificateUnfit', 'act', { reason: answer.error.code }))
  }
  const { staff, token } = answer.value
  if (!belongsHere(desk, staff)) return err(fault('session/notHere', 'act'))
  unlessDiskRefuses(() => keepCertified(desk, staff))
  return ok<Session>({ staff, staffToken: token, since: desk.clock.instant(), offline: false })
}
