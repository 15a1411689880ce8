import { z } from 'zod'
import { RegisteredAuthority } from '#core/domain/authority.ts'
import { Deadline, WorkCalendar } from '#core/domain/calendar.ts'
import { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { StaffMember, Workplace } from '#core/domain/staff.ts'

/** Binary in JSON: base64 (RFC 4648 section 4). */
export const Base64 = z.base64()

export const Health = z.object({ name: z.literal('tereze-gateway'), version: z.string(), time: Instant, training: z.boolean() })

export const LoginBody = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) })
export const Challenge = z.object({ challengeId: z.uuid(), /** Bytes to be signed, base64. */ nonce: Base64, expiresAt: Instant })
export const CertificateLoginBody = z.object({ challengeId: z.uuid(), /** CAdES over the nonce, encapsulated, DER. */ cms: Base64 })
/** A staff member proved who they are. The token is for calls in their name, until `expiresAt`. */
export const LoginAnswer = z.object({ staff: StaffMember, token: z.string().min(20), expiresAt: Instant })

export const Catalogue = z.object({ version: z.string(), services: z.array(ServiceDefinition) })
export const CalendarAnswer = WorkCalendar

/** A register's answer, with the reference under which the register logged the query. */
export const PersonAnswer = z.object({ person: RegisteredPerson, answeredAt: Instant, reference: z.string() })
export const OrganisationAnswer = z.object({ organisation: RegisteredOrganisation, answeredAt: Instant, reference: z.string() })
export const AuthorityAnswer = z.object({ authority: RegisteredAuthority, answeredAt: Instant, reference: z.string() })

/** POST /v1/requests, with header `Idempotency-Key`. */
export const SubmitBody = z.object({ caseId: CaseId, cms: Base64 })
export const SubmitAnswer = z.object({
  caseId: CaseId,
  /** Twelve digits. */
  number: z.string().regex(/^\d{12}$/),
  registeredAt: Instant,
  deadline: Deadline,
  /** The gateway's receipt for this submission: opaque, kept with the case. */
  acknowledgement: z.string().min(1),
})

/** What happened to a case, in the order it happened. `eventId` is unique for ever; hashes are of the signed content. */
export const FeedEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('statusChanged'), eventId: z.uuid(), caseId: CaseId, status: z.enum(['inWork', 'completed']), at: Instant }),
  z.object({ kind: z.literal('resultReady'), eventId: z.uuid(), caseId: CaseId, resultHash: ContentHash, at: Instant }),
  /** For the provider: a request came in. */
  z.object({
    kind: z.literal('requestArrived'),
    eventId: z.uuid(),
    caseId: CaseId,
    number: z.string(),
    registeredAt: Instant,
    deadline: Deadline,
    requestHash: ContentHash,
    at: Instant,
  }),
])
export type FeedEvent = z.infer<typeof FeedEvent>

/** GET /v1/feed?cursor=&waitSeconds= : events after the cursor; waits up to `waitSeconds` for the first one. */
export const FeedAnswer = z.object({ events: z.array(FeedEvent), cursor: z.string() })

/** POST /v1/requests/{caseId}/acceptance and /v1/requests/{caseId}/result, with header `Idempotency-Key`. */
export const AcceptanceBody = z.object({ acceptedAt: Instant, executor: z.string() })
export const ResultBody = z.object({ cms: Base64 })
export const ProviderAnswer = z.object({ acknowledgement: z.string().min(1), at: Instant })

/** What a workplace needs to reach its gateway; written by the gateway's training set-up, by the administrator in earnest. */
export const WorkplaceEnrolment = z.object({
  workplace: Workplace,
  gatewayUrl: z.url(),
  /** The workplace's own bearer token, for work that no person stands behind (queue, feed). */
  workplaceToken: z.string().min(20),
  /** Trusted roots, DER in base64. */
  trustedRoots: z.array(Base64).min(1),
  intermediates: z.array(Base64),
  training: z.boolean(),
})
export type WorkplaceEnrolment = z.infer<typeof WorkplaceEnrolment>

/** POST /training/certificates: a certificate for a key made on a token. Training gateways only. */
export const TrainingCertificateBody = z.object({
  staffId: z.string(),
  /** PKCS#10, DER, base64. */
  csr: Base64,
  /** Deliberately wrong certificates, for exercises and tests. */
  flaw: z.enum(['expired', 'notYetValid', 'otherIin', 'otherBin', 'notForSignature']).optional(),
})
export const TrainingCertificateAnswer = z.object({ certificate: Base64, serial: z.string(), chain: z.array(Base64) })

/** POST /training/revocations */
export const TrainingRevocationBody = z.object({ serial: z.string() })

/** PUT /training/faults: how the gateway misbehaves from now on. */
export const TrainingFaults = z.object({
  delayMilliseconds: z.int().min(0).max(60_000).default(0),
  /** Answers 503 with Retry-After of so many seconds. */
  refuseRetryAfterSeconds: z.int().min(0).optional(),
  /** Answers 200 with HTML, as a captive portal does. */
  nonsense: z.boolean().default(false),
  /** Every n-th request: the connection is cut after the work was done and before the answer. */
  dropAfterEvery: z.int().min(1).optional(),
  /** Only paths that start so. */
  onlyPath: z.string().optional(),
  /** Registers answer 503. */
  registersDown: z.boolean().default(false),
})
export type TrainingFaults = z.infer<typeof TrainingFaults>

/** GET /training/staff: the fictitious staff with their training passwords and PINs. */
export const TrainingStaff = z.array(StaffMember.extend({ password: z.string(), pin: z.string() }))
/** GET /training/workplaces: enrolments of the two training workplaces, centre and provider. */
export const TrainingWorkplaces = z.array(WorkplaceEnrolment)
