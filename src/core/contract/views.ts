import { z } from 'zod'
import { CaseAction } from '#core/domain/case-action.ts'
import { caseStages } from '#core/domain/case-state.ts'
import { Deadline } from '#core/domain/calendar.ts'
import { Conflict, DeclaredCheck } from '#core/domain/conflict.ts'
import { CaseId, ContentHash, Instant, JobId, ServiceId } from '#core/domain/ids.ts'
import { JobAcknowledgement, JobKind, JobPriority, JobState } from '#core/domain/job.ts'
import { LimitFinding, QueueStatus } from '#core/domain/outbox.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { Decision, ResultDocument } from '#core/domain/result-document.ts'
import { Channel } from '#core/domain/service.ts'
import type { UnfitReason as UnfitReasonName } from '#core/domain/certificate-fitness.ts'
import { CertificateSummary, SignatureReport } from '#core/domain/signature.ts'
import { type ProviderDeed, providerSteps } from '#core/domain/provider-procedure.ts'
import { OrganisationKind, Right, Role } from '#core/domain/staff.ts'
import { LocalText } from '#core/domain/text.ts'
import { WireFault } from './operation.ts'

/** Who is logged in, where, and what they may do. */
export const SessionView = z.object({
  staff: z.object({ staffId: z.string(), login: z.string(), fullName: z.string(), role: Role }),
  workplace: z.object({ kind: OrganisationKind, name: LocalText, address: LocalText, deskNumber: z.int() }),
  rights: z.array(Right),
  since: Instant,
  /** Logged in without the gateway, by the password last verified online or by a certificate. */
  offline: z.boolean(),
  /** Whole days in which one may still log in without the gateway; of an offline session. */
  offlineDaysLeft: z.int().optional(),
  /** Of the certificate of an offline login: `unknown` where nobody could say whether it is revoked. */
  revocation: z.enum(['good', 'unknown']).optional(),
  locked: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

/** A database was damaged and mended: until the operator has read it. */
export const RecoveryNotice = z.object({
  at: Instant,
  /** When the copy was made that was put in place; absent where there was none. */
  backupAt: Instant.optional(),
  cases: z.int(),
  brokenOff: z.int(),
  /** Actions known to be missing. */
  lost: z.int(),
})

/** What the header shows; it never lies. */
export const HeaderStatus = z.object({
  /** `why` it is offline: nobody there, too slow, a proxy that does not let through, or an answer that is not the gateway's (a captive portal). */
  connection: z.object({
    state: z.enum(['online', 'offline', 'connecting']),
    since: Instant,
    why: z.enum(['noConnection', 'timeout', 'proxyRefused', 'nonsense']).optional(),
  }),
  outbox: z.object({ waiting: z.int(), stuck: z.int(), paused: z.boolean() }),
  /** What is running out; the worst first. */
  limits: z.array(LimitFinding),
  token: z.object({
    state: z.enum(['present', 'absent', 'down']),
    label: z.string().optional(),
    certificateName: z.string().optional(),
    daysLeft: z.int().optional(),
  }),
  /** Gateway's clock minus the device's, milliseconds; shown over a minute. */
  clockSkew: z.int().optional(),
  inbox: z.int(),
  training: z.boolean(),
  recovery: RecoveryNotice.optional(),
})
export type HeaderStatus = z.infer<typeof HeaderStatus>

export const CaseStageView = z.enum(caseStages)

export const CaseLineView = z.object({
  caseId: CaseId,
  stage: CaseStageView,
  side: OrganisationKind,
  serviceId: ServiceId,
  serviceName: LocalText,
  number: z.string().optional(),
  /** Who asks: the organisation where there is one. */
  applicantName: z.string().optional(),
  /** IIN of the person, or BIN of the organisation. */
  applicantIin: z.string().optional(),
  openedAt: Instant,
  updatedAt: Instant,
  dueOn: z.string().optional(),
  outcome: z.enum(['positive', 'refusal']).optional(),
  channel: Channel.optional(),
  /** What it waits for at the provider, where that is more than its stage. */
  step: z.enum(providerSteps).optional(),
})
export type CaseLineView = z.infer<typeof CaseLineView>

export const JobView = z.object({
  id: JobId,
  kind: JobKind,
  caseId: CaseId,
  /** The registered number, or the provisional one as long as there is no other. */
  number: z.string().optional(),
  /** What the applicant's receipt says, where the number was given without the gateway. */
  provisionalNumber: z.string().optional(),
  serviceName: LocalText.optional(),
  state: JobState,
  priority: JobPriority,
  attempts: z.int(),
  createdAt: Instant,
  nextAt: Instant,
  lastFault: z.object({ tag: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** Present with `stuck`: it is tried again at `nextAt` all the same. */
  failingSince: Instant.optional(),
  progress: z.object({ done: z.int(), total: z.int() }).optional(),
  finishedAt: Instant.optional(),
  acknowledgement: JobAcknowledgement.optional(),
  calledOffBecause: z.string().optional(),
  /** Name of the applicant, where the case has one. */
  applicantName: z.string().optional(),
  onCarrierSince: Instant.optional(),
})
export type JobView = z.infer<typeof JobView>

/** What of the queue is looked at. `open` is everything not over; `attention` waits for the operator. */
export const OutboxShow = z.enum(['open', 'attention', 'over'])
export type OutboxShow = z.infer<typeof OutboxShow>

export const OutboxView = z.object({
  /** In the order of the screen: what needs the operator, what runs, what waits by priority and age; what is over newest first. */
  jobs: z.array(JobView),
  /** All of this selection, of which `jobs` are the first. */
  total: z.int(),
  counts: z.record(JobState, z.int()),
  /** Since when the oldest item that is not over has been in the queue. */
  oldestAt: Instant.optional(),
  queue: QueueStatus,
  /** The last complete answer of the gateway's catalogue and feed. */
  syncedAt: Instant.optional(),
})
export type OutboxView = z.infer<typeof OutboxView>

/** A norm of the regulation beside the time it took; `actualSeconds` absent while it is not over. */
export const NormView = z.object({
  step: LocalText,
  text: LocalText,
  normSeconds: z.int().optional(),
  actualSeconds: z.int().optional(),
  late: z.boolean(),
})

export const ProviderDeedView = z.enum([
  'accept',
  'assign',
  'decide',
  'submit',
  'return',
  'sign',
  'dispatch',
  'extend',
] satisfies ProviderDeed[])

export const CaseView = z.object({
  caseId: CaseId,
  side: OrganisationKind,
  stage: CaseStageView,
  serviceId: ServiceId,
  serviceVersion: z.string(),
  serviceName: LocalText,
  providerName: LocalText,
  openedAt: Instant,
  number: z.string().optional(),
  provisionalNumber: z.string().optional(),
  registeredAt: Instant.optional(),
  deadline: Deadline.optional(),
  daysLeft: z.int().optional(),
  request: ServiceRequest.optional(),
  requestReport: SignatureReport.optional(),
  channel: Channel,
  decision: Decision.optional(),
  /** What this member of staff may do with the case now, at the provider. */
  deeds: z.array(ProviderDeedView),
  /** The head's resolution. */
  assigned: z.object({ staffId: z.string(), fullName: z.string(), resolution: z.string() }).optional(),
  submitted: z.boolean(),
  remark: z.string().optional(),
  dispatched: z.boolean(),
  extension: z.object({ reason: LocalText, from: Deadline.optional() }).optional(),
  intermediate: z.object({ result: ResultDocument, report: SignatureReport, delivered: z.boolean(), handedOut: z.boolean() }).optional(),
  outcome: z.enum(['positive', 'refusal']).optional(),
  result: ResultDocument.optional(),
  resultReport: SignatureReport.optional(),
  resultDelivered: z.boolean(),
  receiptCopies: z.int(),
  surveyed: z.boolean(),
  /** Papers on their way by e-mail; `sent` once the gateway confirmed it. */
  emails: z.array(z.object({ to: z.string(), sent: z.boolean(), intermediate: z.boolean() })),
  rejection: z.string().optional(),
  /** What the registers said later of data that were declared. */
  declaredCheck: DeclaredCheck.optional(),
  /** Waits for a choice: `case/decideConflict`. */
  conflict: Conflict.optional(),
  timeline: z.array(CaseAction),
  /** The hash chain of the timeline holds. */
  unbroken: z.boolean(),
  jobs: z.array(JobView),
  norms: z.array(NormView),
})
export type CaseView = z.infer<typeof CaseView>

/** Why a certificate on a token does not serve for this signature. */
export const UnfitReason = z.enum([
  'noPrivateKey',
  'expired',
  'notYetValid',
  'notForSignature',
  'otherPerson',
  'otherOrganisation',
  'untrusted',
  'revoked',
  'wrongRole',
  'noMechanism',
] satisfies UnfitReasonName[])
export type UnfitReason = UnfitReasonName

export const CertificateChoice = z.object({
  certificateId: z.string(),
  /** The token wants the PIN for each signature with it. */
  asksEachTime: z.boolean(),
  summary: CertificateSummary,
  fits: z.boolean(),
  reasons: z.array(UnfitReason),
  daysLeft: z.int(),
})
export type CertificateChoice = z.infer<typeof CertificateChoice>
export const TokenChoice = z.object({
  tokenId: z.string(),
  label: z.string(),
  kind: z.enum(['pkcs11', 'pkcs12']),
  manufacturer: z.string(),
  pinState: z.enum(['ok', 'countLow', 'finalTry', 'locked']),
  /** `kept`: it signs without a PIN. */
  login: z.enum(['none', 'kept']),
  certificates: z.array(CertificateChoice),
})
export type TokenChoice = z.infer<typeof TokenChoice>

/** What is about to be signed: the very content, its digest and size. */
export const SigningPreview = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('request'), preparationId: z.uuid(), content: ServiceRequest, digest: ContentHash, bytes: z.int() }),
  z.object({ purpose: z.literal('result'), preparationId: z.uuid(), content: ResultDocument, digest: ContentHash, bytes: z.int() }),
])
export type SigningPreview = z.infer<typeof SigningPreview>

const ofItem = { preparationId: z.uuid() }
const signedItem = z.object({ ...ofItem, outcome: z.literal('signed'), revocation: z.enum(['good', 'unknown']) })
const failedItem = z.object({ ...ofItem, outcome: z.literal('failed'), fault: WireFault })
const leftItem = z.object({ ...ofItem, outcome: z.literal('left') })

/** What became of one content of a batch; `left`: not tried. */
export const BatchItemView = z.discriminatedUnion('outcome', [signedItem, failedItem, leftItem])
export type BatchItemView = z.infer<typeof BatchItemView>

export const BatchProgressView = z.discriminatedUnion('outcome', [
  signedItem,
  failedItem,
  leftItem,
  z.object({ ...ofItem, outcome: z.literal('signing') }),
])
export type BatchProgressView = z.infer<typeof BatchProgressView>
