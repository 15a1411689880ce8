import type { HeaderStatus } from '#core/contract/views.ts'
import { daysLeft } from '#core/domain/certificate-fitness.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { RecoveryReport } from '#core/domain/recovery.ts'
import type { Result } from '#core/base/result.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'
import type { RunningDesk } from './open-desk.ts'

export type TokenListing = Result<readonly TokenInfo[], TokenFault> | undefined

/** The token as the header names it: the one with this person's certificate, else the first that is in. */
export function tokenStatus(listing: TokenListing, iin: string | undefined, at: Instant): HeaderStatus['token'] {
  if (listing === undefined) return { state: 'absent' }
  if (!listing.ok) return { state: listing.error.tag === 'token/processDown' ? 'down' : 'absent' }
  for (const token of listing.value) {
    const own = token.certificates.find((certificate) => iin !== undefined && certificate.summary.iin === iin && certificate.hasPrivateKey)
    if (own !== undefined)
      return { state: 'present', label: token.label, certificateName: own.summary.commonName, daysLeft: daysLeft(own.summary, at) }
  }
  const [first] = listing.value
  if (first === undefined || iin !== undefined) return { state: 'absent' }
  return { state: 'present', label: first.label }
}

/** What became of a damaged database, in numbers. */
function recoveryNotice(report: RecoveryReport): NonNullable<HeaderStatus['recovery']> {
  const { at, backupAt, cases, brokenOff, lostActions = 0 } = report
  return { at, cases, brokenOff: brokenOff.length, lost: lostActions, ...(backupAt === undefined ? {} : { backupAt }) }
}

/** Everything in the header, of the desk where someone sits, else of the first. */
export function headerStatus(running: RunningDesk, tokens: TokenListing, iin: string | undefined): HeaderStatus {
  const { desk, connection, clockSkew } = running
  const counts = desk.stores.jobs.counts()
  const skew = clockSkew()
  const recovery = desk.stores.settings.recovery()
  return {
    connection: connection.connection,
    outbox: {
      waiting: counts.ready + counts.running + counts.paused,
      stuck: counts.stuck + counts.rejected,
      paused: desk.queue.status().paused !== undefined,
    },
    limits: [...desk.limits()],
    token: tokenStatus(tokens, iin, desk.clock.instant()),
    inbox: desk.workplace.kind === 'provider' ? (desk.stores.cases.countByStage().registered ?? 0) : 0,
    training: desk.training,
    ...(skew === undefined ? {} : { clockSkew: Math.round(skew) }),
    ...(recovery === undefined ? {} : { recovery: recoveryNotice(recovery) }),
  }
}
