import { ok } from '#core/base/result.ts'
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

export const accept: SeatedHandler<'provider/accept'> = ({ desk, session }, input) => acceptCase(desk, session, input)
export const executors: SeatedHandler<'provider/executors'> = ({ desk }) => ok({ executors: executorsOf(desk) })
export const assign: SeatedHandler<'provider/assign'> = ({ desk, session }, input) => assignExecutor(desk, session, input)
export const submit: SeatedHandler<'provider/submit'> = ({ desk, session }, input) => submitForSignature(desk, session, input)
export const returnDraft: SeatedHandler<'provider/return'> = ({ desk, session }, input) => returnToExecutor(desk, session, input)
export const dispatch: SeatedHandler<'provider/dispatch'> = ({ desk, session }, input) => dispatchResult(desk, session, input)
export const extend: SeatedHandler<'provider/extend'> = ({ desk, session }, input) => extendTerm(desk, session, input)
export const saveDecision: SeatedHandler<'provider/saveDecision'> = ({ desk, session }, input) => savesDecision(desk, session, input)
