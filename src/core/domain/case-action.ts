import { z } from 'zod'
import { Deadline } from '#core/domain/calendar.ts'
import { ActionId, CaseId, ContentHash, Instant, ServiceId } from '#core/domain/ids.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { Decision } from '#core/domain/result-document.ts'
import { SignatureReport } from '#core/domain/signature.ts'
import { Actor } from '#core/domain/staff.ts'

const SurveyAnswer = z.union([z.literal(1), z.literal(2), z.literal(3)])

/** Everything that can happen to a case; the log of these is the case. */
export const CaseEvent = z.discriminatedUnion('kind', [
  // At the centre
  z.object({
    kind: z.literal('opened'),
    serviceId: ServiceId,
    serviceVersion: z.string(),
    channel: z.enum(['centre', 'provider', 'portal']),
  }),
  z.object({
    kind: z.literal('registerAsked'),
    register: z.enum(['persons', 'organisations', 'notaries']),
    subject: z.string(),
    outcome: z.enum(['found', 'notFound', 'unavailable']),
  }),
  z.object({ kind: z.literal('receptionRefused'), missingSlots: z.array(z.string()), reason: z.string() }),
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
    outcome: z.enum(['positive', 'refusal']),
    report: SignatureReport,
    eventId: z.string(),
  }),
  z.object({
    kind: z.literal('handedOut'),
    to: z.enum(['applicant', 'representative']),
    identityDocument: z.object({ kind: z.enum(['idCard', 'passport', 'residencePermit']), number: z.string().min(1) }),
    receiptShown: z.boolean(),
    way: z.enum(['print', 'save', 'email']),
    authority: z.object({ number: z.string(), outcome: z.enum(['confirmed', 'declared']) }).optional(),
  }),
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
  z.object({ kind: z.literal('resultSigned'), cms: ContentHash, outcome: z.enum(['positive', 'refusal']), report: SignatureReport }),
  z.object({ kind: z.literal('resultDelivered'), acknowledgement: z.string() }),
  // Anywhere
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
  /** Gateway's clock at the last contact plus the time since, where there was one. */
  gatewayAt: Instant.optional(),
  author: Actor,
  event: CaseEvent,
  /** Hash of the action before; 64 zeros for the first. */
  previous: ContentHash,
  /** SHA-256 of the canonical JSON of this action without `hash`. */
  hash: ContentHash,
})
export type CaseAction = z.infer<typeof CaseAction>
