import { fault, type Fault } from '#core/base/fault.ts'
import { describeFailure } from '#core/base/logger.ts'
import type { AbortSignalLike, RemoteHandler } from '#core/base/remote.ts'
import { err, type Result } from '#core/base/result.ts'
import type { OperationName } from '#core/contract/client.ts'
import { operations } from '#core/contract/operations.ts'
import { mayDo } from '#core/domain/staff.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { actorOf } from '#core/services/desk.ts'
import { storageFault } from '#core/services/storage-fault.ts'
import { access, type OpenName, type SeatedName } from './access.ts'
import type { ApiContext, OpenHandler, SeatedCall, SeatedHandler } from './context.ts'
import * as carrier from './handlers/carrier.ts'
import * as cases from './handlers/cases.ts'
import * as catalogue from './handlers/catalogue.ts'
import * as check from './handlers/check.ts'
import * as documents from './handlers/documents.ts'
import * as intake from './handlers/intake.ts'
import * as outbox from './handlers/outbox.ts'
import * as provider from './handlers/provider.ts'
import * as registers from './handlers/registers.ts'
import * as session from './handlers/session.ts'
import * as signing from './handlers/signing.ts'
import * as verification from './handlers/verification.ts'

const open: { readonly [Name in OpenName]: OpenHandler<Name> } = {
  'session/current': session.current,
  'session/login': session.login,
  'session/loginWithToken': session.loginWithToken,
  'header/status': catalogue.header,
  'signing/certificates': session.certificates,
}

const seated: { readonly [Name in SeatedName]: SeatedHandler<Name> } = {
  'session/logout': session.logout,
  'session/lock': session.lock,
  'session/unlock': session.unlock,
  'header/dismissRecovery': catalogue.dismissRecovery,
  'catalogue/list': catalogue.list,
  'catalogue/get': catalogue.get,
  'catalogue/setFavourite': catalogue.setFavourite,
  'intake/open': intake.open,
  'intake/correct': intake.correct,
  'intake/earlierAnswers': intake.earlierAnswers,
  'intake/visit': intake.visit,
  'intake/get': intake.get,
  'intake/saveDraft': intake.saveDraft,
  'intake/askPerson': registers.person,
  'intake/askAuthority': registers.authority,
  'intake/askOrganisation': registers.organisation,
  'intake/askFamily': registers.family,
  'intake/askPayment': registers.payment,
  'intake/refuse': intake.refuse,
  'intake/cancel': intake.cancel,
  'documents/scanners': documents.scanners,
  'documents/scan': documents.scan,
  'documents/cancelScan': documents.cancelScan,
  'documents/importFile': documents.importFile,
  'documents/arrange': documents.arrange,
  'documents/setOriginalSeen': documents.setOriginalSeen,
  'documents/thumbnail': documents.thumbnail,
  'documents/content': documents.content,
  'signing/endLogins': signing.endLogins,
  'signing/prepareRequest': signing.prepareRequest,
  'signing/prepareResult': signing.prepareResult,
  'signing/sign': signing.sign,
  'verification/check': verification.check,
  'verification/ofCase': verification.ofCase,
  'verification/pdf': verification.pdf,
  'signing/signBatch': signing.signBatch,
  'signing/ncalayer': signing.ncalayer,
  'signing/signWithNcalayer': signing.signByNcalayer,
  'check/run': check.run,
  'receipt/preview': cases.receiptPreview,
  'receipt/issue': cases.receiptIssue,
  'receipt/refusal': cases.refusalReceipt,
  'printers/list': cases.printers,
  'case/search': cases.search,
  'case/get': cases.get,
  'case/byNumber': cases.byNumber,
  'case/decideConflict': cases.decideConflict,
  'case/resultPdf': cases.resultPdf,
  'handOut/recheckAuthority': cases.recheckAuthority,
  'handOut/complete': cases.complete,
  'handOut/correctEmail': cases.correctEmail,
  'handOut/survey': cases.survey,
  'outbox/list': outbox.list,
  'outbox/retryNow': outbox.retryNow,
  'outbox/retryAll': outbox.retryAll,
  'outbox/pause': outbox.pause,
  'outbox/resume': outbox.resume,
  'outbox/cancel': outbox.cancel,
  'outbox/setUpload': outbox.setUpload,
  'outbox/reopen': intake.reopen,
  'carrier/places': carrier.places,
  'carrier/prepare': carrier.prepare,
  'carrier/write': carrier.write,
  'carrier/takeProof': carrier.takeProof,
  'provider/toSign': provider.toSign,
  'provider/accept': provider.accept,
  'provider/executors': provider.executors,
  'provider/assign': provider.assign,
  'provider/submit': provider.submit,
  'provider/return': provider.returnDraft,
  'provider/dispatch': provider.dispatch,
  'provider/extend': provider.extend,
  'provider/saveDecision': provider.saveDecision,
  'provider/previewResult': signing.previewResult,
}

type Answer = Result<unknown, Fault>

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name)
const isOpen = (name: OperationName): name is OpenName => access[name] === 'open'

function seat(context: ApiContext, name: OperationName, signal: AbortSignalLike): Result<SeatedCall, Fault> {
  const { seat } = context.holder
  if (seat === undefined) return err(fault('session/none', 'act'))
  const needed = access[name]
  if (seat.locked && needed !== 'locked') return err(fault('session/locked', 'act'))
  if (Array.isArray(needed) && !needed.some((right) => mayDo(seat.session.staff.role, right))) return err(fault('right/missing', 'act'))
  const { desk, session } = seat
  return { ok: true, value: { context, desk, session, actor: actorOf(desk, session), signal } }
}

// The two tables are indexed by a name known only now: input was parsed by that very operation's schema.
function run(context: ApiContext, name: OperationName, input: unknown, signal: AbortSignalLike): Answer | Promise<Answer> {
  if (isOpen(name))
    return (open[name] as (context: ApiContext, input: unknown, signal: AbortSignalLike) => Answer | Promise<Answer>)(
      context,
      input,
      signal,
    )
  const call = seat(context, name, signal)
  if (!call.ok) return call
  return (seated[name] as (call: SeatedCall, input: unknown) => Answer | Promise<Answer>)(call.value, input)
}

/**
 * The one wrapper around every operation: checks the name, the input, who sits there and what they may do; turns disk trouble into faults and
 * bugs into `core/bug` (logged without data). Nothing else reaches the page.
 */
export const createDispatcher =
  (context: ApiContext): RemoteHandler =>
  async (name, rawInput, signal) => {
    if (!isOperation(name)) return err(fault('input/invalid', 'support'))
    const input = operations[name].input.safeParse(rawInput)
    if (!input.success) {
      context.logger.warn('Input refused', { operation: name, code: input.error.issues[0]?.path.join('.') ?? '' })
      return err(fault('input/invalid', 'support', { path: input.error.issues[0]?.path.join('.') ?? '' }))
    }
    const started = Date.now()
    try {
      const answer = await run(context, name, input.data, signal)
      if (!answer.ok) context.logger.info('Operation refused', { operation: name, tag: answer.error.tag })
      return answer
    } catch (failure) {
      if (failure instanceof StorageProblem) {
        context.logger.error('Storage problem', { operation: name, code: failure.code })
        return err(storageFault(failure))
      }
      context.logger.error('Operation failed', { operation: name, failure: describeFailure(failure) })
      return err(fault('core/bug', 'support'))
    } finally {
      context.logger.debug('Operation', { operation: name, milliseconds: Date.now() - started })
    }
  }
