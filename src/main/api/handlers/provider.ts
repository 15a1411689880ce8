import { ok } from '#core/base/result.ts'
import { casesToSign } from '#core/services/cases-to-sign.ts'
import {
  acceptCase,
  assignExecutor,
  dispatchResult,
  executorsOf,
  extendTerm,
  returnToExecutor,
  saveDecision as savesDecision,
  submitForSignature,
} from '#core/services/provider-work.ts'
import type { SeatedHandler } from '#api/context.ts'
import { lineView } from '#api/views.ts'

const farAway = '9999'

export const toSign: SeatedHandler<'provider/toSign'> = ({ desk, session }) => {
  const cases = casesToSign(desk, session).map((one) => ({ ...one, line: lineView(desk, one.line) }))
  return ok({ cases: cases.toSorted((a, b) => (a.line.dueOn ?? farAway).localeCompare(b.line.dueOn ?? farAway)) })
}
export const accept: SeatedHandler<'provider/accept'> = ({ desk, session }, input) => acceptCase(desk, session, input)
export const executors: SeatedHandler<'provider/executors'> = ({ desk }) => ok({ executors: executorsOf(desk) })
export const assign: SeatedHandler<'provider/assign'> = ({ desk, session }, input) => assignExecutor(desk, session, input)
export const submit: SeatedHandler<'provider/submit'> = ({ desk, session }, input) => submitForSignature(desk, session, input)
export const returnDraft: SeatedHandler<'provider/return'> = ({ desk, session }, input) => returnToExecutor(desk, session, input)
export const dispatch: SeatedHandler<'provider/dispatch'> = ({ desk, session }, input) => dispatchResult(desk, session, input)
export const extend: SeatedHandler<'provider/extend'> = ({ desk, session }, input) => extendTerm(desk, session, input)
export const saveDecision: SeatedHandler<'provider/saveDecision'> = ({ desk, session }, input) => savesDecision(desk, session, input)
