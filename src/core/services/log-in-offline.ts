import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { Instant } from '#core/domain/ids.ts'
import { offlineDaysLeft, offlineLoginDays } from '#core/domain/offline-login.ts'
import { StaffMember, worksAt } from '#core/domain/staff.ts'
import type { LoginRecord } from '#core/ports/stores.ts'
import { certificateToSign } from './choose-certificate.ts'
import type { Desk, Session } from './desk.ts'
import { withLogin } from './sign-bytes.ts'

type OfflineDesk = Pick<Desk, 'workplace' | 'stores' | 'clock' | 'isClockBehind' | 'random' | 'signing' | 'token'>

const nobodyKnown = fault('gateway/unavailable', 'retry', { why: 'noConnection' })

/** Whoever works here, as the gateway said when it was last asked. */
export const belongsHere = ({ workplace }: Pick<Desk, 'workplace'>, staff: StaffMember): boolean =>
  staff.organisationBin === workplace.bin && worksAt(staff.role) === workplace.kind

/**
 * The session of a person whom this desk knows, where the last online login is not too long ago.
 * `session/clockBehind`: the clock was set back, so nobody can tell how long that is.
 */
export function offlineSession(desk: Pick<Desk, 'clock' | 'isClockBehind'>, staff: StaffMember, lastOnline: Instant) {
  if (desk.isClockBehind()) return err(fault('session/clockBehind', 'act'))
  const daysLeft = offlineDaysLeft(lastOnline, desk.clock.now())
  if (daysLeft < 0) return err(fault('session/offlineTooLong', 'act', { since: lastOnline, days: offlineLoginDays }))
  return ok<Session>({ staff, since: desk.clock.instant(), offline: true, offlineDaysLeft: daysLeft })
}

/** Who logged in with this record, as they were then. */
export const staffOf = ({ staff }: LoginRecord): StaffMember | undefined =>
  staff === undefined ? undefined : StaffMember.parse(JSON.parse(staff))

/** The person whose certificate this is, known from an online login at this desk, with the moment of the last one. */
function findKnown(desk: OfflineDesk, iin: string | undefined) {
  for (const record of desk.stores.settings.logins()) {
    const staff = staffOf(record)
    const lastOnline = [record.verifiedAt, record.certifiedAt]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1)
    if (staff !== undefined && staff.iin === iin && lastOnline !== undefined) return { staff, lastOnline }
  }
  return undefined
}

/** What the token signs where no gateway gives a challenge: never the same twice, and never the form of a request. */
const challengeOf = (desk: OfflineDesk): Uint8Array =>
  canonicalBytes({
    schema: 'tereze.offline-login/1',
    workplace: desk.workplace.id,
    nonce: `${desk.random.uuid()} ${desk.random.uuid()}`,
    at: desk.clock.instant(),
  })

/**
 * Login by a certificate where the gateway is silent: the token signs a challenge of our own, and the signature is verified as any other: chain,
 * validity, revocation as far as it is known here. Revoked stops; "cannot say" does not, and the session says so.
 * @returns `gateway/unavailable` for a person who never logged in here online
 */
export async function logInWithTokenOffline(desk: OfflineDesk, certificateId: string, ticket: string, signal: AbortSignalLike) {
  const use = { purpose: 'login', at: desk.clock.instant(), bins: [desk.workplace.bin] } as const
  const chosen = await certificateToSign(desk, certificateId, use)
  if (!chosen.ok) return chosen
  const { certificate } = chosen.value
  const known = findKnown(desk, certificate.summary.iin)
  if (known === undefined) return err(nobodyKnown)
  if (!belongsHere(desk, known.staff)) return err(fault('session/notHere', 'act'))
  const session = offlineSession(desk, known.staff, known.lastOnline)
  if (!session.ok) return session
  const challenge = challengeOf(desk)
  const { toBeSigned, finish } = desk.signing.prepare(challenge, certificate.der, certificate.keyType, use.at)
  const signature = await desk.token.sign({ certificateId, ...withLogin(desk, ticket), toBeSigned }, signal)
  if (!signature.ok) return signature
  const { report } = await desk.signing.verify(finish(signature.value), use.at, { iin: known.staff.iin, bin: desk.workplace.bin })
  if (!report.accepted || report.contentHash !== hashOf(challenge))
    return err(fault('signing/certificateUnfit', 'act', { reason: report.problems[0] ?? 'contentAltered' }))
  return ok<Session>({ ...session.value, revocation: report.revocation.state === 'good' ? 'good' : 'unknown' })
}
