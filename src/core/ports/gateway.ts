import type { Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { RegisteredAuthority } from '#core/domain/authority.ts'
import type { Deadline } from '#core/domain/calendar.ts'
import type { FamilyRecord } from '#core/domain/civil-acts.ts'
import type { RegisterAnswers } from '#core/domain/declared-data.ts'
import type { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import type { RegisteredPayment } from '#core/domain/payment.ts'
import type { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import type { StaffMember } from '#core/domain/staff.ts'
import type { Locale, LocalText } from '#core/domain/text.ts'

/**
 * No usable answer: no connection, a time limit passed, a 5xx, an answer that is not the gateway's (a captive portal), or a proxy that wants another name
 * and password.
 */
export type GatewayUnavailable = Fault<
  'gateway/unavailable',
  { why: 'noConnection' | 'timeout' | 'busy' | 'nonsense' | 'proxyRefused'; retryAfterMilliseconds?: number }
>
/** The gateway answered, and refused. `code` is wire's ProblemCode. */
export type GatewayRefused = Fault<'gateway/refused', { code: string; data: Readonly<Record<string, string | number | boolean>> }>
/** An answer that says the message was taken, without the gateway's signature on just that: it is taken for no answer. */
export type GatewayNotBelieved = Fault<'gateway/notBelieved', { why: 'badSignature' | 'aboutAnother' }>
export type GatewayFault = GatewayUnavailable | GatewayRefused

export interface LoginSuccess {
  readonly staff: StaffMember
  readonly token: string
  readonly expiresAt: Instant
}

export interface SubmitReceipt {
  readonly number: string
  readonly registeredAt: Instant
  readonly deadline: Deadline
  readonly acknowledgement: string
}

export type FeedItem =
  | {
      readonly kind: 'statusChanged'
      readonly eventId: string
      readonly caseId: CaseId
      readonly status: 'inWork' | 'completed'
      readonly at: Instant
    }
  | {
      readonly kind: 'resultReady'
      readonly eventId: string
      readonly caseId: CaseId
      readonly resultHash: ContentHash
      readonly intermediate: boolean
      readonly at: Instant
    }
  | {
      readonly kind: 'deadlineExtended'
      readonly eventId: string
      readonly caseId: CaseId
      readonly deadline: Deadline
      readonly reason: LocalText
      readonly at: Instant
    }
  | {
      readonly kind: 'requestArrived'
      readonly eventId: string
      readonly caseId: CaseId
      readonly number: string
      readonly registeredAt: Instant
      readonly deadline: Deadline
      readonly requestHash: ContentHash
      readonly at: Instant
    }

/** An event as it came. */
export interface FeedEntry {
  /** Unique for ever. */
  readonly eventId: string
  readonly source: unknown
  /** Absent where this program cannot read it: a later one may. */
  readonly item?: FeedItem
}

type Answer<T> = Promise<Result<T, GatewayFault>>
/** What the gateway answers to a message that it took, with its signature that it did. */
export interface Taken {
  readonly acknowledgement: string
  readonly at: Instant
}
type TakenAnswer<T extends { readonly acknowledgement: string }> = Promise<Result<T, GatewayFault | GatewayNotBelieved>>

/** The regional gateway (ЭҮАШ) as one workplace sees it. Every call is bounded in time; none retries by itself. */
export interface Gateway {
  readonly health: () => Answer<{ readonly time: Instant }>
  readonly login: (login: string, password: string) => Answer<LoginSuccess>
  readonly challenge: () => Answer<{ readonly challengeId: string; readonly nonce: Uint8Array }>
  readonly loginByCertificate: (challengeId: string, cms: Uint8Array) => Answer<LoginSuccess>
  /**
   * Signed manifest (CAdES, DER) and, unparsed and untrusted, what it names.
   * @param have the version in force here: where the gateway has no other, that is all it says
   */
  readonly catalogue: (
    have?: string,
  ) => Answer<'unchanged' | { readonly manifest: Uint8Array; readonly services: readonly unknown[]; readonly calendar: unknown }>
  readonly staff: () => Answer<readonly StaffMember[]>
  readonly person: (
    staffToken: string,
    iin: string,
  ) => Answer<{ readonly person: RegisteredPerson; readonly answeredAt: Instant; readonly reference: string }>
  readonly authority: (
    staffToken: string,
    number: string,
  ) => Answer<{ readonly authority: RegisteredAuthority; readonly answeredAt: Instant; readonly reference: string }>
  readonly organisation: (
    staffToken: string,
    bin: string,
  ) => Answer<{ readonly organisation: RegisteredOrganisation; readonly answeredAt: Instant; readonly reference: string }>
  readonly family: (
    staffToken: string,
    iin: string,
  ) => Answer<{ readonly family: FamilyRecord; readonly answeredAt: Instant; readonly reference: string }>
  readonly payment: (staffToken: string, reference: string) => Answer<{ readonly payment: RegisteredPayment; readonly answeredAt: Instant }>
  readonly documentKnown: (hash: ContentHash) => Answer<boolean>
  /** Resumable (tus): what an earlier call sent is not sent again. */
  readonly upload: (hash: ContentHash, content: Uint8Array, onProgress: (done: number) => void, signal?: AbortSignalLike) => Answer<void>
  readonly document: (hash: ContentHash) => Answer<Uint8Array>
  /** What the registers say now of the declared data of a signed request. Registers may be silent while the gateway answers. */
  readonly check: (
    caseId: CaseId,
    cms: Uint8Array,
  ) => Answer<{
    readonly registers: RegisterAnswers
    readonly catalogue: { readonly accepted: boolean; readonly inForce?: string | undefined }
  }>
  readonly submit: (idempotencyKey: string, caseId: CaseId, cms: Uint8Array) => TakenAnswer<SubmitReceipt>
  readonly request: (caseId: CaseId) => Answer<Uint8Array>
  readonly acceptance: (
    idempotencyKey: string,
    caseId: CaseId,
    body: { readonly acceptedAt: Instant; readonly executor: string },
  ) => TakenAnswer<Taken>
  readonly result: (idempotencyKey: string, caseId: CaseId, cms: Uint8Array) => TakenAnswer<Taken>
  readonly resultContent: (caseId: CaseId, hash: ContentHash) => Answer<Uint8Array>
  readonly extension: (
    idempotencyKey: string,
    caseId: CaseId,
    body: { readonly days: number; readonly reason: LocalText },
  ) => TakenAnswer<Taken & { readonly deadline: Deadline }>
  /** Sends a result that the gateway has to its applicant: the signature, and its sheet beside it. `email/…` refusals are of the address or the mail. */
  readonly email: (
    idempotencyKey: string,
    caseId: CaseId,
    body: { readonly to: string; readonly language: Locale; readonly pdf: Uint8Array; readonly resultHash: ContentHash },
  ) => TakenAnswer<Taken>
  readonly feed: (
    cursor: string,
    waitSeconds: number,
    signal: AbortSignalLike,
  ) => Answer<{ readonly events: readonly FeedEntry[]; readonly cursor: string }>
}
