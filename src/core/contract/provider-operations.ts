import { z } from 'zod'
import { CaseId, Instant } from '#core/domain/ids.ts'
import { Decision } from '#core/domain/result-document.ts'
import { LocalText } from '#core/domain/text.ts'
import { byCase, Bytes, caseErrors, Nothing, operation, WireFault } from './operation.ts'
import { BatchItemView, CaseLineView } from './views.ts'

export const providerErrors = ['provider/notYours', ...caseErrors] as const

/** What the provider's staff do with what came to them. */
export const providerOperations = {
  /** Decisions that wait for this person's signature, what is due first before. */
  'provider/toSign': operation(
    Nothing,
    z.object({ cases: z.array(z.object({ line: CaseLineView, decision: Decision, by: z.string(), at: Instant })) }),
    [],
  ),
  'provider/accept': operation(byCase, Nothing, providerErrors),
  /** Executors whom the head may name. */
  'provider/executors': operation(Nothing, z.object({ executors: z.array(z.object({ staffId: z.string(), fullName: z.string() })) }), []),
  'provider/assign': operation(z.object({ caseId: CaseId, executor: z.string(), resolution: z.string().min(1).max(500) }), Nothing, [
    'provider/noSuchExecutor',
    ...providerErrors,
  ]),
  'provider/submit': operation(byCase, Nothing, ['signing/incomplete', ...providerErrors]),
  'provider/return': operation(z.object({ caseId: CaseId, remark: z.string().min(1).max(1000) }), Nothing, providerErrors),
  'provider/dispatch': operation(byCase, Nothing, providerErrors),
  /** Extends the term by days of its own unit; the applicant is told why in both languages. */
  'provider/extend': operation(z.object({ caseId: CaseId, days: z.int().positive().max(365), reason: LocalText }), Nothing, [
    'provider/extensionTooLong',
    'calendar/tooShort',
    ...providerErrors,
  ]),
  'provider/saveDecision': operation(z.object({ caseId: CaseId, decision: Decision }), Nothing, providerErrors),
  'provider/previewResult': operation(z.object({ caseId: CaseId, decision: Decision }), z.object({ pdf: Bytes }), [
    'signing/incomplete',
    ...caseErrors,
  ]),
  /**
   * Signs prepared results one after another with one PIN, each as if it were signed alone; `signing/progress` tells each. `stopped`: what ended it before its end;
   * `token/noPin` where the token wants the PIN again for the rest.
   */
  'signing/signBatch': operation(
    z.object({ preparationIds: z.array(z.uuid()).min(1).max(500), certificateId: z.string(), ticket: z.uuid().optional() }),
    z.object({ items: z.array(BatchItemView), stopped: WireFault.optional() }),
    [],
  ),
} as const
