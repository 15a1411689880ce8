import { z } from 'zod'
import { Deadline } from '#core/domain/calendar.ts'
import { Conflict, ConflictChoice, DeclaredCheck, DeclaredSubject } from '#core/domain/conflict.ts'
import { ActionId, CaseId, ContentHash, Instant, ServiceId } from '#core/domain/ids.ts'
import { RefusedAsker } from '#core/domain/refusal-receipt.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { Decision, Outcome } from '#core/domain/result-document.ts'
import { Channel } from '#core/domain/service.ts'
import { SignatureLevel, SignatureReport } from '#core/domain/signature.ts'
import { Actor } from '#core/domain/staff.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

const SurveyAnswer = z.union([z.literal(1), z.literal(2), z.literal(3)])

/** Everything that can happen to a case; the log of these is the case. */
export const CaseEvent = z.discriminatedUnion('kind', [
  // At the centre
  z.object({
    kind: z.literal('opened'),
    serviceId: ServiceId,
    serviceVersion: z.string(),
    channel: Channel,
    /** The visit: cases that one person began one after another. The id of its first case. */
    visit: CaseId.optional(),
  }),
  z.object({
    kind: z.literal('registerAsked'),
    register: z.enum(['persons', 'organisations', 'notaries', 'civilActs', 'payments']),
    subject: z.string(),
    outcome: z.enum(['found', 'notFound', 'unavailable']),
  }),
  z.object({
    kind: z.literal('receptionRefused'),
    missingSlots: z.array(z.string()),
    reason: z.string(),
    /** For the refusal receipt: the draft is not kept. Absent where nobody's name and address were typed. */
    asker: RefusedAsker.optional(),
    language: Locale.optional(),
    /** Of the employee. */
    phone: z.string().optional(),
  }),
  z.object({ kind: z.literal('refusalReceiptIssued'), way: z.enum(['print', 'save']), copy: z.int().positive() }),
  z.object({ kind: z.literal('cancelled'), reason: z.string() }),
  z.object({
    kind: z.literal('requestSigned'),
    request: ServiceRequest,
    cms: ContentHash,
    report: SignatureReport,
    provisionalNumber: z.string(),
    expected: Deadline.optional(),
  }),
  z.object({ kind: z.literal('registered'), number: z.string(), registeredAt: Instant, deadline: Deadline, acknowledgement: z.string() }),
  z.object({ kind: z.literal('sendingRejected'), code: z.string() }),
  z.object({ kind: z.literal('reopened') }),
  /** Data that were declared at the counter were compared with the registers and nothing was contradicted; `unanswered`: of whom no register told. */
  z.object({ kind: z.literal('declaredChecked'), ...DeclaredCheck.shape }),
  z.object({ kind: z.literal('conflictFound'), conflict: Conflict, unanswered: z.array(DeclaredSubject) }),
  z.object({
    kind: z.literal('conflictDecided'),
    choice: ConflictChoice,
    remark: z.string().optional(),
    /** The case goes on under this version of its service. */
    serviceVersion: z.string().optional(),
  }),
  z.object({
    kind: z.literal('receiptIssued'),
    layout: z.enum(['a5', 'roll80']),
    way: z.enum(['print', 'save']),
    copy: z.int().positive(),
  }),
  z.object({ kind: z.literal('statusReceived'), status: z.enum(['inWork', 'completed']), at: Instant, eventId: z.string() }),
  z.object({
    kind: z.literal('resultReceived'),
    cms: ContentHash,
    outcome: Outcome,
    report: SignatureReport,
    eventId: z.string(),
  }),
  z.object({
    kind: z.literal('handedOut'),
    to: z.enum(['applicant', 'representative']),
    /** Whoever gets it by e-mail need not come and show one. */
    identityDocument: z.object({ kind: z.enum(['idCard', 'passport', 'residencePermit']), number: z.string().min(1) }).optional(),
    receiptShown: z.boolean(),
    way: z.enum(['print', 'save', 'email']),
    /** Without a number: a power of attorney certified otherwise than by a notary, proved by its scan. */
    authority: z.object({ number: z.string().optional(), outcome: z.enum(['confirmed', 'declared']) }).optional(),
    /** Where it is sent: the sheet as it was set, and the signed content it belongs to. */
    email: z.object({ to: z.email(), pdf: ContentHash, resultHash: ContentHash }).optional(),
    /** The intermediate paper (хабарлама-талон) was given out; the case goes on. */
    intermediate: z.literal(true).optional(),
  }),
  /** The address was wrong: the paper signed in `cms` goes to this one. */
  z.object({ kind: z.literal('emailCorrected'), cms: ContentHash, to: z.email() }),
  /** The gateway has sent the paper signed in `cms`. */
  z.object({ kind: z.literal('resultEmailed'), cms: ContentHash, to: z.email(), acknowledgement: z.string() }),
  z.object({ kind: z.literal('surveyAnswered'), process: SurveyAnswer, information: SurveyAnswer }),
  // At the provider
  z.object({
    kind: z.literal('requestArrived'),
    request: ServiceRequest,
    cms: ContentHash,
    report: SignatureReport,
    number: z.string(),
    registeredAt: Instant,
    deadline: Deadline,
    eventId: z.string(),
  }),
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('decisionDrafted'), decision: Decision }),
  // Where the regulation sends the papers from chancellery to head to executor and back (procedure `resolution`)
  z.object({ kind: z.literal('assigned'), executor: z.object({ staffId: z.string(), fullName: z.string() }), resolution: z.string() }),
  z.object({ kind: z.literal('submittedForSignature') }),
  z.object({ kind: z.literal('returnedToExecutor'), remark: z.string() }),
  z.object({ kind: z.literal('resultSigned'), cms: ContentHash, outcome: Outcome, report: SignatureReport }),
  z.object({ kind: z.literal('resultDispatched') }),
  /** The term is extended; by the feed at the centre (`eventId`), by the head or executor at the provider. */
  z.object({
    kind: z.literal('deadlineExtended'),
    deadline: Deadline,
    /** Days added, in the unit of the service's term; known to the provider. */
    days: z.int().positive().optional(),
    reason: LocalText,
    eventId: z.string().optional(),
  }),
  z.object({
    kind: z.literal('resultDelivered'),
    acknowledgement: z.string(),
    /** The delivered signature. */ cms: ContentHash.optional(),
  }),
  // Anywhere
  /** The signature in `cms` was made to last; the longer form is `extended`. */
  z.object({
    kind: z.literal('signatureExtended'),
    cms: ContentHash,
    extended: ContentHash,
    level: SignatureLevel,
    /** By the time stamp. */
    provedAt: Instant,
    /** What the device's clock said when the stamp came; absent where it is of an earlier step. */
    deviceAt: Instant.optional(),
  }),
  z.object({ kind: z.literal('viewed'), screen: z.enum(['intake', 'case', 'handOut', 'provider', 'document', 'result']) }),
])
export type CaseEvent = z.infer<typeof CaseEvent>
export type CaseEventKind = CaseEvent['kind']

/** One link of a case's hash chain. Appended, never changed. */
export const CaseAction = z.object({
  id: ActionId,
  caseId: CaseId,
  /** From 1, without gaps. */
  seq: z.int().positive(),
  /** Device clock. */
  at: Instant,
  /** Gateway's clock at the last contact plus the time since, where there ever was one. */
  gatewayAt: Instant.optional(),
  author: Actor,
  event: CaseEvent,
  /** Hash of the action before; 64 zeros for the first. */
  previous: ContentHash,
  /** SHA-256 of the canonical JSON of this action without `hash`. */
  hash: ContentHash,
})
export type CaseAction = z.infer<typeof CaseAction>
