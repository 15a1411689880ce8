import { z } from 'zod'
import { RegisteredAuthority } from '#core/domain/authority.ts'
import { Deadline } from '#core/domain/calendar.ts'
import { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import { RegisterAnswers } from '#core/domain/declared-data.ts'
import { FamilyRecord } from '#core/domain/civil-acts.ts'
import { RegisteredPayment } from '#core/domain/payment.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { Locale, LocalText } from '#core/domain/text.ts'
import { StaffMember, Workplace } from '#core/domain/staff.ts'

/** Binary in JSON: base64 (RFC 4648 section 4). */
export const Base64 = z.base64()

export const Health = z.object({ name: z.literal('tereze-gateway'), version: z.string(), time: Instant, training: z.boolean() })

export const LoginBody = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) })
export const Challenge = z.object({ challengeId: z.uuid(), /** Bytes to be signed, base64. */ nonce: Base64, expiresAt: Instant })
export const CertificateLoginBody = z.object({ challengeId: z.uuid(), /** CAdES over the nonce, encapsulated, DER. */ cms: Base64 })
/** A staff member proved who they are. The token is for calls in their name, until `expiresAt`. */
export const LoginAnswer = z.object({ staff: StaffMember, token: z.string().min(20), expiresAt: Instant })

/**
 * GET /v1/catalogue: services and calendar as the gateway puts them into force. `manifest` is CAdES (encapsulated, DER) by the gateway's information
 * system over the canonical JSON of a CatalogueManifest (core/domain/catalogue.ts); services and calendar travel beside it and must have the SHA-256
 * (of their canonical JSON) that it names. They stay unparsed here: an unsound one is told apart from an unsigned one.
 */
export const Catalogue = z.object({ manifest: Base64, services: z.array(z.unknown()), calendar: z.unknown() })
/** The same call with `have`, the version in force at the desk, while no other one is: most of a megabyte that a bad line is spared. */
export const CatalogueUnchanged = z.object({ unchanged: z.literal(true) })
/** GET /v1/staff: who works at the caller's organisation; the head names executors from these. */
export const StaffAnswer = z.object({ staff: z.array(StaffMember) })

/** A register's answer, with the reference under which the register logged the query. */
export const PersonAnswer = z.object({ person: RegisteredPerson, answeredAt: Instant, reference: z.string() })
export const OrganisationAnswer = z.object({ organisation: RegisteredOrganisation, answeredAt: Instant, reference: z.string() })
export const FamilyAnswer = z.object({ family: FamilyRecord, answeredAt: Instant, reference: z.string() })
export const PaymentAnswer = z.object({ payment: RegisteredPayment, answeredAt: Instant })
export const AuthorityAnswer = z.object({ authority: RegisteredAuthority, answeredAt: Instant, reference: z.string() })

/**
 * The gateway's receipt for a message, kept with the case: CAdES by its information system (encapsulated, DER, base64) over the canonical JSON of an
 * Acknowledgement (core/domain/acknowledgement.ts). A workplace takes no answer for one without it.
 */
const AcknowledgementText = z.string().min(1)

/** POST /v1/requests, with header `Idempotency-Key`. */
export const SubmitBody = z.object({ caseId: CaseId, cms: Base64 })
export const SubmitAnswer = z.object({
  caseId: CaseId,
  /** Twelve digits. */
  number: z.string().regex(/^\d{12}$/),
  registeredAt: Instant,
  deadline: Deadline,
  acknowledgement: AcknowledgementText,
})

/**
 * POST /v1/checks: what the registers say now of everything in this request that is marked as declared, the request's own signature being the right to ask.
 * Nothing is registered, and it may be asked again.
 */
export const CheckBody = z.object({ caseId: CaseId, cms: Base64 })
export const CheckAnswer = z.object({
  registers: RegisterAnswers,
  catalogue: z.object({
    /** Whether a request of the signed version is still taken. */
    accepted: z.boolean(),
    /** The version in force; absent where the service is offered no more. */
    inForce: z.string().optional(),
    /** Version of the catalogue that says so. */
    reference: z.string(),
    at: Instant,
  }),
})

/** What happened to a case, in the order it happened. `eventId` is unique for ever; hashes are of the signed content. */
export const FeedEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('statusChanged'), eventId: z.uuid(), caseId: CaseId, status: z.enum(['inWork', 'completed']), at: Instant }),
  z.object({
    kind: z.literal('resultReady'),
    eventId: z.uuid(),
    caseId: CaseId,
    resultHash: ContentHash,
    /** The case goes on: an intermediate paper (аралық құжат). */
    intermediate: z.boolean(),
    at: Instant,
  }),
  z.object({
    kind: z.literal('deadlineExtended'),
    eventId: z.uuid(),
    caseId: CaseId,
    deadline: Deadline,
    reason: LocalText,
    at: Instant,
  }),
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

/** The same as a workstation reads it: an event that it cannot read must not hide those behind it. */
export const FeedPage = z.object({ events: z.array(z.unknown()), cursor: z.string() })

/** POST /v1/requests/{caseId}/acceptance and /v1/requests/{caseId}/result, with header `Idempotency-Key`. */
export const AcceptanceBody = z.object({ acceptedAt: Instant, executor: z.string() })
export const ResultBody = z.object({ cms: Base64 })
/** POST /v1/requests/{caseId}/extension: how many more days of the service's own unit, and why, for the applicant's notice. */
export const ExtensionBody = z.object({ days: z.int().positive(), reason: LocalText })
export const ExtensionAnswer = z.object({ acknowledgement: AcknowledgementText, at: Instant, deadline: Deadline })
/**
 * POST /v1/requests/{caseId}/emails: the result goes to its applicant by e-mail, where the service's regulation has that way. The gateway attaches the
 * signature that it has; `pdf` is the sheet made of it.
 */
export const EmailBody = z.object({ to: z.email(), language: Locale, pdf: Base64, resultHash: ContentHash })
export const ProviderAnswer = z.object({ acknowledgement: AcknowledgementText, at: Instant })

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

/**
 * POST /portal/requests: a request as the portal (ЭҮП) sends it, signed by the applicant, with its documents' contents. Checked: certificate's term,
 * revocation list, IIN or BIN of the request against the certificate's, that the service has the channel, payment.
 */
export const PortalSubmitBody = z.object({
  caseId: CaseId,
  cms: Base64,
  documents: z.array(z.object({ sha256: ContentHash, content: Base64 })),
})
/** A line of the personal cabinet (жеке кабинет), section «Хабарлама» / «Ескерту». */
export const CabinetNotice = z.object({
  at: Instant,
  caseId: CaseId,
  number: z.string(),
  serviceName: LocalText,
  kind: z.enum(['registered', 'inWork', 'extended', 'intermediate', 'completed', 'refused']),
  text: LocalText,
  /** The signed result, where there is one: GET /portal/cabinet/{id}/results/{sha256}. */
  resultHash: ContentHash.optional(),
})
export type CabinetNotice = z.infer<typeof CabinetNotice>
/** GET /portal/cabinet/{id}: notices and history of an IIN or BIN. */
export const CabinetAnswer = z.object({
  notices: z.array(CabinetNotice),
  history: z.array(
    z.object({
      caseId: CaseId,
      number: z.string(),
      serviceName: LocalText,
      status: z.enum(['registered', 'inWork', 'completed']),
      registeredAt: Instant,
      deadline: Deadline,
    }),
  ),
})
/** POST /training/portal-requests: a fictitious citizen sends a request by the portal, with a certificate of their own. */
export const TrainingPortalBody = z.object({
  serviceId: z.string(),
  /** Whose request; by chance where it is not said. */
  iin: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  flaw: z.enum(['expired', 'revoked', 'otherIin', 'unpaid']).optional(),
})

/** POST /training/payments: somebody pays (or begins to) at the payment gateway; the reference is on their receipt. */
export const TrainingPaymentBody = z.object({
  serviceId: z.string(),
  payerId: z.string(),
  tenge: z.int().positive(),
  state: z.enum(['paid', 'pending', 'cancelled']).default('paid'),
})
export const TrainingPaymentAnswer = z.object({ reference: z.string() })

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
/** GET /training/workplaces: enrolments of the training workplaces, the centre and one for each provider. */
export const TrainingWorkplaces = z.array(WorkplaceEnrolment)
