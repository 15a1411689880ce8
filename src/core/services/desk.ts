import type { Logger } from '#core/base/logger.ts'
import type { SlotDraft } from '#core/domain/document.ts'
import type { CaseId, Instant } from '#core/domain/ids.ts'
import type { LimitFinding } from '#core/domain/outbox.ts'
import type { Actor, StaffMember, Workplace } from '#core/domain/staff.ts'
import type { AuthorityProbe } from '#core/ports/authority-probe.ts'
import type { Carrier } from '#core/ports/carrier.ts'
import type { Clock, Random } from '#core/ports/clock.ts'
import type { DocumentStore } from '#core/ports/document-store.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import type { Ncalayer } from '#core/ports/ncalayer.ts'
import type { Paper } from '#core/ports/paper.ts'
import type { Passwords } from '#core/ports/passwords.ts'
import type { Printer } from '#core/ports/printer.ts'
import type { Scanner } from '#core/ports/scanner.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import type { Stores } from '#core/ports/stores.ts'
import type { Token } from '#core/ports/token.ts'
import type { Typesetter } from '#core/ports/typesetter.ts'
import type { Preparation } from './preparation.ts'

/** What the use cases tell whoever watches: the page's events and the job engine. */
export interface Notices {
  readonly caseChanged: (caseId: CaseId) => void
  readonly slotsChanged: (caseId: CaseId, slots: readonly SlotDraft[]) => void
  /** A job was written: the queue has work. */
  readonly queued: () => void
}

/**
 * One workplace at work: an organisation's own database, documents and gateway, with the devices of the machine.
 * Every use case gets the parts it needs of this.
 */
export interface Desk {
  readonly workplace: Workplace
  readonly training: boolean
  readonly stores: Stores
  readonly documents: DocumentStore
  readonly gateway: Gateway
  readonly token: Token
  /** The second way to a signature. */
  readonly ncalayer: Ncalayer
  readonly signing: SignatureFormat
  /** The certification authority's services asked one by one, for the workplace's check. */
  readonly authority: AuthorityProbe
  readonly scanner: Scanner
  readonly paper: Paper
  readonly typesetter: Typesetter
  readonly printer: Printer
  readonly carrier: Carrier
  readonly passwords: Passwords
  /** The best known time: what is official goes by it, whatever the device's clock says. */
  readonly clock: Clock
  /** The device's own clock, for the log. */
  readonly deviceInstant: () => Instant
  /** The device's clock is before a moment that is known to have been. */
  readonly isClockBehind: () => boolean
  readonly random: Random
  readonly logger: Logger
  readonly notices: Notices
  /** What is running out, as last measured; the worst first. */
  readonly limits: () => readonly LimitFinding[]
  /** What was composed and shown, waiting for its signature; lost with the process, made again by one key. */
  readonly preparations: Map<string, Preparation>
  /** The gateway's time now, where it is known. */
  readonly gatewayInstant: () => Instant | undefined
}

/** A staff member at the desk. */
export interface Session {
  readonly staff: StaffMember
  /** For register queries in their name; absent after an offline login. */
  readonly staffToken?: string
  readonly since: Instant
  readonly offline: boolean
  /** Whole days in which this person may still log in without the gateway; of an offline session. */
  readonly offlineDaysLeft?: number
  /** Of the certificate of an offline login: `unknown` where neither OCSP nor a list could say. */
  readonly revocation?: 'good' | 'unknown'
}

export const actorOf = (desk: Pick<Desk, 'workplace'>, session: Session): Actor => ({
  staffId: session.staff.staffId,
  fullName: session.staff.fullName,
  role: session.staff.role,
  organisationBin: desk.workplace.bin,
  deskNumber: desk.workplace.deskNumber,
})

/** The author of what nobody at the desk did: answers of the gateway, events of the feed. */
export const systemActor = (desk: Pick<Desk, 'workplace'>): Actor => ({
  staffId: 'system',
  fullName: 'Терезе',
  role: 'system',
  organisationBin: desk.workplace.bin,
  deskNumber: desk.workplace.deskNumber,
})
