import { z } from 'zod'
import { AuthorityEvidence, AuthorityProblem, RegisteredAuthority } from '#core/domain/authority.ts'
import { CatalogueRefusal } from '#core/domain/catalogue.ts'
import { ConflictChoice } from '#core/domain/conflict.ts'
import { FamilyRecord } from '#core/domain/civil-acts.ts'
import { Page, SlotDraft } from '#core/domain/document.ts'
import { CaseId, ContentHash, Instant, PageId, ServiceId } from '#core/domain/ids.ts'
import { IntakeDraft } from '#core/domain/intake-draft.ts'
import { PaymentEvidence, PaymentProblem, RegisteredPayment } from '#core/domain/payment.ts'
import { RegisteredOrganisation, RegisteredPerson, RegisterEvidence } from '#core/domain/person.ts'
import { CheckStep, checkStepIds } from '#core/domain/self-check.ts'
import { Decision } from '#core/domain/result-document.ts'
import { Channel, ServiceDefinition } from '#core/domain/service.ts'
import { Answers } from '#core/domain/service-form.ts'
import { Locale, LocalText } from '#core/domain/text.ts'
import { Hindrance } from '#core/domain/token-hindrances.ts'
import { VerificationReport } from '#core/domain/verification.ts'
import {
  byCase,
  Bytes,
  caseErrors,
  documentErrors,
  gatewayErrors,
  Nothing,
  operation,
  printerErrors,
  scannerErrors,
  tokenErrors,
} from './operation.ts'
import { ncalayerOperations } from './ncalayer-operations.ts'
import { outboxOperations } from './outbox-operations.ts'
import { providerErrors, providerOperations } from './provider-operations.ts'
import {
  BatchProgressView,
  CaseLineView,
  CaseStageView,
  CaseView,
  HeaderStatus,
  SessionView,
  SigningPreview,
  TokenChoice,
} from './views.ts'

const slots = z.object({ slots: z.array(SlotDraft) })
/** The last two: without the gateway, longer ago than the limit, or by a clock that cannot tell how long. */
const loginErrors = ['session/wrong', 'session/lockedOut', 'session/notHere', 'session/offlineTooLong', 'session/clockBehind'] as const
const pdf = z.object({ pdf: Bytes })
const layout = z.enum(['a5', 'roll80'])
const surveyAnswer = z.union([z.literal(1), z.literal(2), z.literal(3)])
const inSlot = { caseId: CaseId, slotId: z.string() }
/** The page saves what is typed; pages in slots are changed by the `documents/…` operations alone. */
export const TypedDraft = IntakeDraft.omit({ slots: true })
export type TypedDraft = z.infer<typeof TypedDraft>

/** Every operation between page and core, written once. Bridge, client, handlers and web routes are derived from it. */
export const operations = {
  'session/current': operation(Nothing, z.object({ session: SessionView.optional(), training: z.boolean(), version: z.string() }), []),
  'session/login': operation(z.object({ login: z.string().min(1), password: z.string().min(1) }), SessionView, [
    ...loginErrors,
    ...gatewayErrors,
  ]),
  /** The page leaves the PIN with the token process under `ticket`. */
  'session/loginWithToken': operation(z.object({ certificateId: z.string(), ticket: z.uuid() }), SessionView, [
    ...loginErrors,
    'signing/certificateUnfit',
    ...gatewayErrors,
    ...tokenErrors,
  ]),
  'session/logout': operation(Nothing, Nothing, []),
  'session/lock': operation(Nothing, Nothing, []),
  'session/unlock': operation(z.object({ password: z.string().min(1) }), SessionView, [...loginErrors, ...gatewayErrors]),

  'header/status': operation(Nothing, HeaderStatus, []),
  /** The operator has read what became of the damaged database. */
  'header/dismissRecovery': operation(Nothing, Nothing, []),

  'catalogue/list': operation(
    Nothing,
    z.object({
      services: z.array(
        z.object({
          id: ServiceId,
          version: z.string(),
          name: LocalText,
          category: LocalText,
          provider: LocalText,
          synonyms: z.object({ kk: z.array(z.string()), ru: z.array(z.string()) }),
          /** Its number in the list of services. */
          number: z.int(),
          channels: z.array(Channel),
          /** The service can be taken in at this workplace: at a centre, or at its own provider's desk. */
          receivable: z.boolean(),
          favourite: z.boolean(),
        }),
      ),
      /** Why the gateway's newer catalogue was refused; the list is the last good one. */
      refused: z.object({ why: CatalogueRefusal, at: Instant }).optional(),
    }),
    ['catalogue/none'],
  ),
  /** Without `version`: the one in force. */
  'catalogue/get': operation(z.object({ serviceId: ServiceId, version: z.string().optional() }), ServiceDefinition, [
    'catalogue/unknownService',
  ]),
  'catalogue/setFavourite': operation(z.object({ serviceId: ServiceId, favourite: z.boolean() }), Nothing, []),

  /**
   * `applicantOf` takes applicant and representative over from another case of the same visit; `representativeOf` the representative alone, who
   * acts for another principal now. Both cases belong to one visit.
   */
  'intake/open': operation(
    z.object({
      serviceId: ServiceId,
      language: Locale,
      applicantOf: CaseId.optional(),
      representativeOf: CaseId.optional(),
    }),
    byCase,
    ['limits/stopped', 'catalogue/unknownService', 'catalogue/notReceivable', 'case/missing'],
  ),
  /** A refused request asked again: everything is taken over, and only what the provider named wrong is asked. */
  'intake/correct': operation(byCase, byCase, ['limits/stopped', 'catalogue/unknownService', 'catalogue/notReceivable', ...caseErrors]),
  /** Answers of earlier signed requests of this applicant for this service, newest first, only those that the form still has. */
  'intake/earlierAnswers': operation(
    byCase,
    z.object({ offers: z.array(z.object({ caseId: CaseId, number: z.string().optional(), signedAt: Instant, answers: Answers })) }),
    caseErrors,
  ),
  /** The cases of this visit, in the order they were begun. */
  'intake/visit': operation(byCase, z.object({ lines: z.array(CaseLineView) }), caseErrors),
  'intake/get': operation(
    byCase,
    z.object({
      caseId: CaseId,
      openedAt: Instant,
      draft: IntakeDraft,
      savedAt: Instant,
      definition: ServiceDefinition,
      rejection: z.string().optional(),
    }),
    caseErrors,
  ),
  'intake/saveDraft': operation(z.object({ caseId: CaseId, draft: TypedDraft }), z.object({ savedAt: Instant }), caseErrors),
  /** Register of natural persons. `openCases`: the same person's unfinished cases of this service. */
  'intake/askPerson': operation(
    z.object({ caseId: CaseId, iin: z.string() }),
    z.object({ person: RegisteredPerson, evidence: RegisterEvidence, openCases: z.array(CaseLineView) }),
    ['register/notFound', 'register/badIin', ...gatewayErrors, ...caseErrors],
  ),
  /** Notaries' register, and whether the power of attorney serves for this case. */
  'intake/askAuthority': operation(
    z.object({ caseId: CaseId, number: z.string().min(1), principal: z.string(), representative: z.string() }),
    z.object({
      authority: RegisteredAuthority,
      problems: z.array(AuthorityProblem),
      evidence: AuthorityEvidence,
    }),
    ['register/notFound', ...gatewayErrors, ...caseErrors],
  ),
  /** Register of legal persons. `head` is looked up with it where the register of natural persons answers. */
  'intake/askOrganisation': operation(
    z.object({ caseId: CaseId, bin: z.string() }),
    z.object({ organisation: RegisteredOrganisation, evidence: RegisterEvidence }),
    ['register/notFound', 'register/badBin', ...gatewayErrors, ...caseErrors],
  ),
  /** Register of civil acts: children and wards of the applicant (or of the representative's principal). */
  'intake/askFamily': operation(z.object({ caseId: CaseId, iin: z.string() }), z.object({ family: FamilyRecord, answeredAt: Instant }), [
    'register/notFound',
    'register/badIin',
    ...gatewayErrors,
    ...caseErrors,
  ]),
  /** Payment gateway, and whether the payment serves for this request. */
  'intake/askPayment': operation(
    z.object({ caseId: CaseId, reference: z.string().min(1).max(60) }),
    z.object({ payment: RegisteredPayment, problems: z.array(PaymentProblem), evidence: PaymentEvidence.optional() }),
    ['register/notFound', ...gatewayErrors, ...caseErrors],
  ),
  'intake/refuse': operation(
    z.object({ caseId: CaseId, missingSlots: z.array(z.string()), reason: z.string().min(1).max(1000) }),
    Nothing,
    caseErrors,
  ),
  'intake/cancel': operation(z.object({ caseId: CaseId, reason: z.string().min(1).max(1000) }), Nothing, caseErrors),

  'documents/scanners': operation(
    Nothing,
    z.object({ devices: z.array(z.object({ id: z.string(), vendor: z.string(), model: z.string() })) }),
    scannerErrors,
  ),
  /** Pages come by the event `documents/changed` as they are scanned. Cancelling keeps what is there. */
  'documents/scan': operation(
    z.object({
      ...inSlot,
      deviceId: z.string(),
      source: z.enum(['flatbed', 'feeder']),
      mode: z.enum(['gray', 'colour']),
      dpi: z.int().min(75).max(1200),
      replace: PageId.optional(),
    }),
    slots.extend({ scanned: z.int() }),
    ['limits/stopped', ...scannerErrors, ...documentErrors, ...caseErrors],
  ),
  'documents/cancelScan': operation(byCase, Nothing, []),
  'documents/importFile': operation(z.object({ ...inSlot, bytes: Bytes, replace: PageId.optional() }), slots, [
    'limits/stopped',
    ...documentErrors,
    ...caseErrors,
  ]),
  /** The slot's pages as they shall be: order, rotation, deletions, and what an undo brings back. */
  'documents/arrange': operation(z.object({ ...inSlot, pages: z.array(Page) }), slots, [...documentErrors, ...caseErrors]),
  'documents/setOriginalSeen': operation(z.object({ ...inSlot, seen: z.boolean() }), slots, caseErrors),
  'documents/thumbnail': operation(
    z.object({ caseId: CaseId, hash: ContentHash, side: z.int().min(64).max(2000) }),
    z.object({ jpeg: Bytes }),
    [...documentErrors, ...gatewayErrors, ...caseErrors],
  ),
  /** A page's own file: JPEG, or the whole imported PDF; or a finished document of a signed request: PDF. */
  'documents/content': operation(
    z.object({ caseId: CaseId, hash: ContentHash }),
    z.object({ bytes: Bytes, type: z.enum(['image/jpeg', 'application/pdf']) }),
    [...documentErrors, ...gatewayErrors, ...caseErrors],
  ),

  /** Tokens now in, for each certificate whether it fits the purpose and why not, and where none fits, what keeps others from being seen. */
  'signing/certificates': operation(
    z.object({ purpose: z.enum(['login', 'request', 'result']) }),
    z.object({ tokens: z.array(TokenChoice), hindrances: z.array(Hindrance) }),
    ['session/notHere', ...tokenErrors],
  ),
  /** Freezes the draft into the request that would be signed now, documents bound and hashed. */
  'signing/prepareRequest': operation(byCase, SigningPreview, ['signing/incomplete', ...documentErrors, ...caseErrors]),
  'signing/prepareResult': operation(z.object({ caseId: CaseId, decision: Decision }), SigningPreview, [
    'signing/incomplete',
    ...providerErrors,
  ]),
  /** The tokens forget who is logged in: the next signature asks for the PIN. */
  'signing/endLogins': operation(Nothing, Nothing, []),
  /** Without a ticket the kept login signs. Signs, and in the same transaction writes the case's action and the job that sends it. */
  'signing/sign': operation(
    z.object({ preparationId: z.uuid(), certificateId: z.string(), ticket: z.uuid().optional() }),
    z.object({ caseId: CaseId, provisionalNumber: z.string().optional(), revocation: z.enum(['good', 'unknown']) }),
    ['signing/preparationGone', 'signing/certificateUnfit', 'signing/notVerified', ...tokenErrors, ...caseErrors],
  ),

  /** Any file: every signature in it, or what it is instead. Nothing is kept. */
  'verification/check': operation(z.object({ file: Bytes, content: Bytes.optional() }), VerificationReport, ['document/tooLarge']),
  /** A signature of the case, in its longest form. */
  'verification/ofCase': operation(z.object({ caseId: CaseId, paper: z.enum(['request', 'intermediate', 'result']) }), VerificationReport, [
    ...caseErrors,
    'storage/missing',
  ]),
  'verification/pdf': operation(z.object({ report: VerificationReport, language: Locale }), pdf, []),

  /** Looks at everything that work needs, step by step (`check/progress`); cancelled, the rest is skipped. `report` is for support and names nobody. */
  'check/run': operation(Nothing, z.object({ at: Instant, steps: z.array(CheckStep), report: z.string() }), []),

  'receipt/preview': operation(z.object({ caseId: CaseId, layout }), pdf, caseErrors),
  /** Writes the copy into the case's log first, then prints; for `save` the page stores the PDF. */
  'receipt/issue': operation(
    z.object({ caseId: CaseId, layout, way: z.enum(['print', 'save']), printer: z.string().optional() }),
    pdf.extend({ copy: z.int() }),
    [...printerErrors, ...caseErrors],
  ),
  /**
   * The refusal receipt (құжаттарды қабылдаудан бас тарту туралы қолхат) of a refused reception, A4 with both copies. `preview` leaves no trace; the
   * others write the copy into the log first. `receipt/nobodyNamed`: neither name nor address were typed.
   */
  'receipt/refusal': operation(
    z.object({ caseId: CaseId, way: z.enum(['preview', 'print', 'save']), printer: z.string().optional() }),
    pdf.extend({ copy: z.int() }),
    ['receipt/nobodyNamed', ...printerErrors, ...caseErrors],
  ),
  'printers/list': operation(
    Nothing,
    z.object({ printers: z.array(z.object({ name: z.string(), isDefault: z.boolean() })) }),
    printerErrors,
  ),

  'case/search': operation(
    z.object({ text: z.string().max(200), stages: z.array(CaseStageView).optional(), limit: z.int().min(1).max(2000) }),
    z.object({ lines: z.array(CaseLineView) }),
    [],
  ),
  'case/get': operation(z.object({ caseId: CaseId, screen: z.enum(['intake', 'case', 'handOut', 'provider']) }), CaseView, caseErrors),
  'case/byNumber': operation(z.object({ number: z.string().min(1).max(40) }), z.object({ caseId: CaseId }), ['case/missing']),
  /** `intermediate`: the paper that was given out while the case goes on. */
  'case/resultPdf': operation(byCase.extend({ intermediate: z.literal(true).optional() }), pdf, [
    'case/noResult',
    'storage/missing',
    ...caseErrors,
  ]),

  /**
   * What becomes of a request that the registers or the gateway contradict; the choices are `choicesFor` in core/domain/conflict. Who keeps or cancels says why.
   * `conflict/gone`: it was decided meanwhile, or is another one now.
   */
  'case/decideConflict': operation(z.object({ caseId: CaseId, choice: ConflictChoice, remark: z.string().max(1000) }), Nothing, [
    'conflict/gone',
    'conflict/remarkMissing',
    'catalogue/unknownService',
    'catalogue/notReceivable',
    ...caseErrors,
  ]),

  /** The power of attorney asked for again at hand-out: it may have been revoked meanwhile. */
  'handOut/recheckAuthority': operation(
    byCase,
    /** `byPaper`: certified otherwise than by a notary, there is no register to ask. */
    z.object({ outcome: z.enum(['confirmed', 'declared', 'byPaper']), problems: z.array(AuthorityProblem) }),
    ['register/notFound', 'handOut/noRepresentative', ...caseErrors],
  ),
  'handOut/complete': operation(
    z.object({
      caseId: CaseId,
      to: z.enum(['applicant', 'representative']),
      /** Needed unless it goes by e-mail. */
      identityDocument: z.object({ kind: z.enum(['idCard', 'passport', 'residencePermit']), number: z.string().min(1).max(40) }).optional(),
      receiptShown: z.boolean(),
      way: z.enum(['print', 'save', 'email']),
      printer: z.string().optional(),
      /** Needed where it goes by e-mail; the case says when it was sent. */
      email: z.email().optional(),
      intermediate: z.literal(true).optional(),
    }),
    pdf,
    [
      'handOut/authorityFails',
      'handOut/wayNotOffered',
      'handOut/noIdentity',
      'handOut/noAddress',
      'handOut/emailUnderWay',
      'handOut/noRepresentative',
      'register/notFound',
      'case/noResult',
      'storage/missing',
      ...printerErrors,
      ...caseErrors,
    ],
  ),
  /** Another address for a result that could not be sent to the first one. */
  'handOut/correctEmail': operation(z.object({ caseId: CaseId, email: z.email(), intermediate: z.literal(true).optional() }), Nothing, [
    'handOut/notEmailed',
    'handOut/emailSent',
    'handOut/emailUnderWay',
    ...caseErrors,
  ]),
  'handOut/survey': operation(z.object({ caseId: CaseId, process: surveyAnswer, information: surveyAnswer }), Nothing, caseErrors),

  ...outboxOperations,
  ...ncalayerOperations,

  ...providerOperations,
} as const

/** What the core tells the page of its own accord. */
export const events = {
  'header/changed': HeaderStatus,
  'case/changed': byCase,
  'outbox/changed': Nothing,
  'carrier/progress': z.object({ done: z.int(), total: z.int() }),
  'token/changed': Nothing,
  /** What becomes of each content of a batch while it is signed. */
  'signing/progress': BatchProgressView,
  /** The step that begins, and what it found once it is over. */
  'check/progress': z.object({ id: z.enum(checkStepIds), step: CheckStep.optional() }),
  'documents/changed': z.object({ caseId: CaseId, slots: z.array(SlotDraft) }),
  'session/ended': z.object({ why: z.enum(['loggedOut', 'expired']) }),
} as const
