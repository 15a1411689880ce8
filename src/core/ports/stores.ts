import type { CaseAction } from '#core/domain/case-action.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import type { WorkCalendar } from '#core/domain/calendar.ts'
import type { CatalogueRefusal } from '#core/domain/catalogue.ts'
import type { CaseId, ContentHash, Instant, JobId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Job, JobPriority, JobState } from '#core/domain/job.ts'
import type { KnownTime } from '#core/domain/known-time.ts'
import type { QueuePause, UploadPolicy } from '#core/domain/outbox.ts'
import type { ProviderStep } from '#core/domain/provider-procedure.ts'
import type { RecoveryReport } from '#core/domain/recovery.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { StaffMember } from '#core/domain/staff.ts'
import type { FeedEntry } from './gateway.ts'

/** The workplace's database is synchronous (SQLite in the same process). A disk that is full or read-only throws StorageProblem. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem'
  readonly problem: 'diskFull' | 'readOnly' | 'damaged' | 'failed'
  readonly code: string
  constructor(problem: 'diskFull' | 'readOnly' | 'damaged' | 'failed', code: string) {
    super(`Storage: ${problem} (${code})`)
    this.problem = problem
    this.code = code
  }
}

/** A line of a list of cases: what the index holds beside the log, derived from it and rebuilt from it. */
export interface CaseLine {
  readonly caseId: CaseId
  readonly stage: CaseState['stage']
  readonly side: CaseState['side']
  readonly serviceId: string
  readonly channel: Channel
  /** The registered number, or the provisional one as long as there is no other. */
  readonly number?: string
  readonly provisionalNumber?: string
  /** Who asks: the organisation where there is one. */
  readonly applicantName?: string
  /** IIN of the person, or BIN of the organisation. */
  readonly applicantIin?: string
  readonly openedAt: Instant
  readonly updatedAt: Instant
  readonly dueOn?: string
  readonly outcome?: 'positive' | 'refusal'
  readonly step?: ProviderStep
}

export interface CaseQuery {
  /** A number (whole or its beginning), an IIN or BIN, a barcode, or words of a name: told apart by form. Empty for the newest. */
  readonly text: string
  readonly stages?: readonly CaseState['stage'][]
  readonly side?: CaseState['side']
  readonly limit: number
}

export interface CaseStore {
  /** Appends one action (already linked) and brings the index up to date. Throws if `seq` or `previous` do not fit the log. */
  readonly append: (action: CaseAction) => void
  readonly actions: (caseId: CaseId) => readonly CaseAction[]
  readonly last: (caseId: CaseId) => CaseAction | undefined
  readonly state: (caseId: CaseId) => CaseState | undefined
  readonly search: (query: CaseQuery) => readonly CaseLine[]
  /** The case with this number, registered or provisional. */
  readonly byNumber: (number: string) => CaseId | undefined
  /** Open cases of the same person and service, newest first. */
  readonly openCasesOf: (iin: string, serviceId: string) => readonly CaseLine[]
  /** Signed requests of the same person (or organisation) and service, newest first: their answers are offered again. */
  readonly signedCasesOf: (applicantId: string, serviceId: string, limit: number) => readonly CaseId[]
  /** Cases of one visit, in the order they were begun. */
  readonly visit: (visit: CaseId) => readonly CaseLine[]
  /** The lines of these cases, in no order; a case that is not kept has none. */
  readonly lines: (caseIds: readonly CaseId[]) => readonly CaseLine[]
  readonly countByStage: () => Readonly<Partial<Record<CaseState['stage'], number>>>
  readonly allIds: () => readonly CaseId[]
}

/** A definition as the catalogue brought it, kept unparsed: a later program may read in it what this one does not know. */
export interface CatalogueEntry {
  readonly definition: ServiceDefinition
  /** What the definition was parsed from. */
  readonly source: unknown
  /** SHA-256 of the source's canonical JSON, as the signed manifest names it. */
  readonly sha256: ContentHash
}

export interface DraftStore {
  readonly save: (caseId: CaseId, draft: IntakeDraft, at: Instant) => void
  readonly find: (caseId: CaseId) => { readonly draft: IntakeDraft; readonly savedAt: Instant } | undefined
  readonly remove: (caseId: CaseId) => void
}

export interface JobStore {
  readonly add: (job: Job) => void
  readonly update: (job: Job) => void
  readonly find: (id: JobId) => Job | undefined
  /**
   * Jobs of one priority whose time has come, the one that waits longest first; of each case only the first unfinished: order is kept within a case
   * whatever the priority, save for letters, which hold up nothing. What waits is what is ready, and what is stuck but still tried.
   */
  readonly due: (priority: JobPriority, now: Instant, limit: number) => readonly Job[]
  /** When the next job of this priority that nothing holds up is due; may be past. */
  readonly nextAt: (priority: JobPriority) => Instant | undefined
  /** State by state in the order given; within a state by priority, then oldest first. */
  readonly list: (states: readonly JobState[], limit: number) => readonly Job[]
  /** What is over, done or cancelled, the last first. */
  readonly finished: (limit: number) => readonly Job[]
  readonly ofCase: (caseId: CaseId) => readonly Job[]
  readonly counts: () => Readonly<Record<JobState, number>>
  /** Since when the oldest in any of these states is in the queue. */
  readonly oldestAt: (states: readonly JobState[]) => Instant | undefined
  /** Jobs left `running` by a process that died become `ready` again. */
  readonly recover: (now: Instant) => number
  /** Own waits are over; a wait that the gateway named goes on. */
  readonly hasten: (now: Instant) => number
  /** The operator wants all that waits or is stuck tried now, save what the gateway named. @returns how many waits that cut short */
  readonly retryAll: (now: Instant) => number
  /** Whatever waits goes behind those who stand at the desk from now on. */
  readonly putBack: () => number
  /** The clock went back: nobody waits longer than from now the named wait, or `longest` milliseconds for one of our own. */
  readonly shortenWaits: (now: Instant, longest: number) => number
}

/**
 * Why an event of the feed could not be applied when it came. The first four may pass by themselves; `unreadable` content and an `unknownKind` need
 * a gateway or a program that was put right.
 */
export type ParkedWhy = 'unknownCase' | 'notYet' | 'noDefinition' | 'notFetched' | 'unreadable' | 'unknownKind'

/** An event of the feed that is kept until it can be applied. */
export interface ParkedEvent extends FeedEntry {
  readonly why: ParkedWhy
  readonly parkedAt: Instant
  /** How often it was tried by the time alone. */
  readonly attempts: number
  /** When it is tried again by the time alone; without it only when something moves. */
  readonly nextAt?: Instant
}

export interface ParkedStore {
  /** The same event again takes the place of the one that is here. */
  readonly put: (event: ParkedEvent) => void
  readonly remove: (eventId: string) => void
  readonly find: (eventId: string) => ParkedEvent | undefined
  readonly ofCase: (caseId: CaseId) => readonly ParkedEvent[]
  /** In the order in which they came. */
  readonly all: () => readonly ParkedEvent[]
  readonly due: (now: Instant) => readonly ParkedEvent[]
  readonly nextAt: () => Instant | undefined
}

export interface LoginRecord {
  readonly login: string
  readonly failures: number
  readonly lockedUntil?: Instant
  /** argon2id of the password at the last online login, for logging in offline. */
  readonly verifier?: string
  readonly staff?: string
  /** The last online login by this password. */
  readonly verifiedAt?: Instant
  /** The last online login by a certificate. */
  readonly certifiedAt?: Instant
}

export interface SettingsStore {
  readonly catalogue: () => { readonly version: string; readonly services: readonly ServiceDefinition[] } | undefined
  /**
   * Takes a verified catalogue over, services and calendar at once; definitions of earlier versions stay for the cases that began with them, and one
   * that is kept is never changed.
   */
  readonly saveCatalogue: (version: string, services: readonly CatalogueEntry[], calendar: WorkCalendar) => void
  /** The refusal of the catalogue that came last, where it was refused. */
  readonly catalogueRefusal: () => { readonly why: CatalogueRefusal; readonly at: Instant } | undefined
  readonly saveCatalogueRefusal: (refusal: { readonly why: CatalogueRefusal; readonly at: Instant } | undefined) => void
  /** What became of a damaged database, until the operator has read it. */
  readonly recovery: () => RecoveryReport | undefined
  readonly saveRecovery: (report: RecoveryReport | undefined) => void
  readonly colleagues: () => readonly StaffMember[]
  readonly saveColleagues: (staff: readonly StaffMember[]) => void
  /** A definition by version: cases keep the version they began with. */
  readonly definition: (serviceId: string, version: string) => ServiceDefinition | undefined
  /** The hash under which a version was taken over. */
  readonly definitionHash: (serviceId: string, version: string) => ContentHash | undefined
  readonly calendar: () => WorkCalendar | undefined
  /** The last complete answer of the gateway's catalogue and staff. */
  readonly syncedAt: () => Instant | undefined
  readonly saveSyncedAt: (at: Instant) => void
  readonly feedCursor: () => string
  readonly saveFeedCursor: (cursor: string) => void
  readonly findLogin: (login: string) => LoginRecord | undefined
  readonly saveLogin: (record: LoginRecord) => void
  readonly logins: () => readonly LoginRecord[]
  /** What was known of the time when it was last written down. */
  readonly knownTime: () => KnownTime | undefined
  readonly saveKnownTime: (known: KnownTime) => void
  /** The next provisional sequence of a day, from 1: each value is given once, also over restarts and where the clock goes back to the day. */
  readonly nextProvisional: (day: string) => number
  /**
   * To be called once after this database was put back from a backup, before anyone works on it: moves the sequences of all days beyond anything that
   * the lost file may have given out (see `provisionalEpochSize`).
   * @param epoch how often this workplace was restored, 1 the first time. The count must be kept outside of the database: the backup knows nothing of
   *   the restores after it, and the same backup may be put back twice. A lower one than is known here changes nothing.
   */
  readonly startProvisionalEpoch: (epoch: number) => void
  readonly preference: (key: string) => string | undefined
  readonly savePreference: (key: string, value: string) => void
  /** Who stopped all sending, and when; absent while it goes on. */
  readonly queuePause: () => QueuePause | undefined
  readonly saveQueuePause: (pause: QueuePause | undefined) => void
  /** How much of the line documents may take; no limit until one is saved. */
  readonly uploadPolicy: () => UploadPolicy
  readonly saveUploadPolicy: (policy: UploadPolicy) => void
  /** The last list of the issuing authority, or of the root, that proved genuine. */
  readonly rememberCrl: (list: 'issuing' | 'root', der: Uint8Array, fetchedAt: Instant) => void
  readonly crl: (list: 'issuing' | 'root') => { readonly der: Uint8Array; readonly fetchedAt: Instant } | undefined
}

export interface Stores {
  readonly cases: CaseStore
  readonly drafts: DraftStore
  readonly jobs: JobStore
  readonly parked: ParkedStore
  readonly settings: SettingsStore
  /** Runs in one transaction (BEGIN IMMEDIATE). When it returns, the commit is on disk (synchronous = FULL). */
  readonly transaction: <T>(work: () => T) => T
  readonly close: () => void
}
