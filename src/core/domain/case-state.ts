import type { Deadline } from '#core/domain/calendar.ts'
import type { CaseAction, CaseEventKind } from '#core/domain/case-action.ts'
import type { Conflict, DeclaredCheck } from '#core/domain/conflict.ts'
import type { CaseId, ContentHash, Instant, ServiceId } from '#core/domain/ids.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Decision, Outcome } from '#core/domain/result-document.ts'
import type { Channel } from '#core/domain/service.ts'
import type { SignatureLevel, SignatureReport } from '#core/domain/signature.ts'
import type { OrganisationKind } from '#core/domain/staff.ts'
import type { LocalText } from '#core/domain/text.ts'

/**
 * Where a case stands. `registered` is «Келіп түскендер», `inWork` «Жұмыста», `completed` «Орындалды»
 * (cross-cutting B); the others are the workstation's own.
 */
export const caseStages = [
  'draft',
  'receptionRefused',
  'cancelled',
  'queued',
  'rejected',
  'registered',
  'inWork',
  'completed',
  'handedOut',
] as const
export type CaseStage = (typeof caseStages)[number]

/** One signed paper that goes by e-mail. */
export interface Emailed {
  readonly cms: ContentHash
  readonly pdf: ContentHash
  readonly resultHash: ContentHash
  readonly to: string
  /** The gateway confirmed it. */
  readonly sent: boolean
}

/** The longer form of one signature. */
export interface SignatureExtension {
  /** The signature as it was made and sent. */
  readonly cms: ContentHash
  readonly extended: ContentHash
  readonly level: SignatureLevel
  readonly provedAt: Instant
}

export interface CaseState {
  readonly caseId: CaseId
  /** Whose log this is: the centre's that took the request in, or the provider's that it arrived at. */
  readonly side: OrganisationKind
  readonly stage: CaseStage
  readonly serviceId: ServiceId
  readonly serviceVersion: string
  readonly channel: Channel
  /** First case of the visit, its own id for the first. */
  readonly visit?: CaseId
  readonly openedAt: Instant
  readonly request?: ServiceRequest
  readonly requestCms?: ContentHash
  readonly requestReport?: SignatureReport
  readonly provisionalNumber?: string
  readonly number?: string
  readonly registeredAt?: Instant
  readonly deadline?: Deadline
  readonly rejection?: string
  /** What the registers said of the declared data of this signature, and of whom they have said nothing yet. */
  readonly declaredCheck?: DeclaredCheck
  /** Waits for the operator's choice. */
  readonly conflict?: Conflict
  readonly receiptCopies: number
  readonly decision?: Decision
  /** The intermediate paper (аралық құжат), signed while the case goes on. */
  readonly intermediate?: {
    readonly cms: ContentHash
    readonly report: SignatureReport
    readonly delivered: boolean
    readonly handedOut: boolean
  }
  /** Executor named by the head's resolution (бұрыштама). */
  readonly assigned?: { readonly staffId: string; readonly fullName: string; readonly resolution: string }
  readonly submitted: boolean
  /** The head's remark with which the draft went back. */
  readonly remark?: string
  readonly dispatched: boolean
  readonly extension?: { readonly reason: LocalText; readonly from: Deadline | undefined }
  readonly outcome?: Exclude<Outcome, 'intermediate'>
  readonly resultCms?: ContentHash
  readonly resultReport?: SignatureReport
  readonly resultDelivered: boolean
  readonly surveyed: boolean
  /** Papers on their way by e-mail, each by its signature, the last hand-out of it. */
  readonly emails: readonly Emailed[]
  /** Signatures of this case that were made to last, each in its longest form. */
  readonly extensions?: readonly SignatureExtension[]
  /** Feed events already applied: the same event twice changes nothing. */
  readonly eventIds: readonly string[]
  readonly last: CaseAction
}

/** What may come at any time after the signature: what a check brings to light, and a signature that was made to last. */
const checks = ['declaredChecked', 'conflictFound', 'conflictDecided', 'signatureExtended'] as const satisfies readonly CaseEventKind[]

/** Which event may follow in which stage. `viewed` always may; this is the one table. */
const allowed: Readonly<Record<CaseStage, readonly CaseEventKind[]>> = {
  draft: ['registerAsked', 'receptionRefused', 'cancelled', 'requestSigned'],
  receptionRefused: ['refusalReceiptIssued'],
  cancelled: [],
  // The feed may be ahead of the answer to the submission: what it brings is kept, the number follows.
  queued: [
    ...checks,
    'registered',
    'sendingRejected',
    'receiptIssued',
    'cancelled',
    'statusReceived',
    'resultReceived',
    'requestArrived',
    'deadlineExtended',
  ],
  rejected: [...checks, 'reopened', 'cancelled', 'receiptIssued'],
  registered: [
    ...checks,
    'registered',
    'receiptIssued',
    'statusReceived',
    'resultReceived',
    'requestArrived',
    'accepted',
    'deadlineExtended',
    'registerAsked',
  ],
  inWork: [
    ...checks,
    'registered',
    'receiptIssued',
    'statusReceived',
    'resultReceived',
    'assigned',
    'decisionDrafted',
    'submittedForSignature',
    'returnedToExecutor',
    'resultSigned',
    'resultDelivered',
    'deadlineExtended',
    'handedOut',
    'emailCorrected',
    'resultEmailed',
    'registerAsked',
  ],
  completed: [
    ...checks,
    'registered',
    'receiptIssued',
    'statusReceived',
    'resultReceived',
    'resultDispatched',
    'handedOut',
    'emailCorrected',
    'resultEmailed',
    'resultDelivered',
    'deadlineExtended',
    'registerAsked',
  ],
  handedOut: [
    ...checks,
    'registered',
    'surveyAnswered',
    'handedOut',
    'emailCorrected',
    'resultEmailed',
    'receiptIssued',
    'statusReceived',
    'resultDelivered',
    'registerAsked',
  ],
}

export const mayFollow = (stage: CaseStage, kind: CaseEventKind): boolean => kind === 'viewed' || allowed[stage].includes(kind)

/** The number a person reads and scans: the gateway's where there is one. */
export const shownNumber = (state: Pick<CaseState, 'number' | 'provisionalNumber'>): string | undefined =>
  state.number ?? state.provisionalNumber

/** The signature of a paper of this case: of the intermediate one, or of the final result. */
export const resultCmsOf = (
  { resultCms, intermediate }: Pick<CaseState, 'resultCms' | 'intermediate'>,
  isIntermediate: boolean,
): ContentHash | undefined => (isIntermediate ? intermediate?.cms : resultCms)

/** The report on a signature, with what was proved since. */
export function lastingReport(
  { extensions }: Pick<CaseState, 'extensions'>,
  cms: ContentHash | undefined,
  report: SignatureReport,
): SignatureReport {
  const extension = extensions?.find((one) => one.cms === cms)
  return extension === undefined ? report : { ...report, level: extension.level, timeStamp: extension.provedAt }
}

/** The longest form of a signature of this case that is kept. */
export const lastingForm = ({ extensions }: Pick<CaseState, 'extensions'>, cms: ContentHash): ContentHash =>
  extensions?.find((one) => one.cms === cms)?.extended ?? cms
