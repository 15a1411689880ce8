import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { correctEmail as correctsEmail } from '#core/services/correct-email.ts'
import { decideConflict as decidesConflict } from '#core/services/decide-conflict.ts'
import { answerSurvey, completeHandOut, recheckAuthority as rechecks } from '#core/services/hand-out.ts'
import { issueReceipt, previewReceipt } from '#core/services/issue-receipt.ts'
import { issueRefusalReceipt } from '#core/services/refusal-receipt.ts'
import { resultPdf as makeResultPdf } from '#core/services/read-result.ts'
import { viewCase } from '#core/services/view-case.ts'
import type { SeatedHandler } from '#api/context.ts'
import { caseView, lineView } from '#api/views.ts'

export const search: SeatedHandler<'case/search'> = ({ desk }, { text, stages, limit }) =>
  ok({ lines: desk.stores.cases.search({ text, limit, ...(stages === undefined ? {} : { stages }) }).map((line) => lineView(desk, line)) })

export const get: SeatedHandler<'case/get'> = async ({ desk, session }, { caseId, screen }) => {
  const viewed = await viewCase(desk, session, caseId, screen)
  return viewed.ok ? ok(caseView(desk, viewed.value)) : viewed
}

export const byNumber: SeatedHandler<'case/byNumber'> = ({ desk }, { number }) => {
  const caseId = desk.stores.cases.byNumber(number.replace(/\D/g, ''))
  return caseId === undefined ? err(fault('case/missing', 'act')) : ok({ caseId })
}

export const resultPdf: SeatedHandler<'case/resultPdf'> = ({ desk }, { caseId, intermediate }) => {
  const state = desk.stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  return makeResultPdf(desk, state, intermediate === true ? 'intermediate' : 'final')
}

export const decideConflict: SeatedHandler<'case/decideConflict'> = ({ desk, actor }, input) => decidesConflict(desk, actor, input)

export const receiptPreview: SeatedHandler<'receipt/preview'> = async ({ desk }, { caseId, layout }) => previewReceipt(desk, caseId, layout)
export const receiptIssue: SeatedHandler<'receipt/issue'> = ({ desk, actor }, input) => issueReceipt(desk, actor, input)

export const refusalReceipt: SeatedHandler<'receipt/refusal'> = ({ desk, actor }, input) => issueRefusalReceipt(desk, actor, input)

export const printers: SeatedHandler<'printers/list'> = async ({ desk }) => {
  const printers = await desk.printer.listPrinters()
  return printers.ok ? ok({ printers: [...printers.value] }) : printers
}

export const recheckAuthority: SeatedHandler<'handOut/recheckAuthority'> = async ({ desk, session, actor }, { caseId }) => {
  const checked = await rechecks(desk, session, actor, caseId)
  return checked.ok ? ok({ outcome: checked.value.outcome, problems: [...checked.value.problems] }) : checked
}

export const complete: SeatedHandler<'handOut/complete'> = ({ desk, session, actor }, input) => completeHandOut(desk, session, actor, input)
export const correctEmail: SeatedHandler<'handOut/correctEmail'> = ({ desk, actor }, input) => correctsEmail(desk, actor, input)
export const survey: SeatedHandler<'handOut/survey'> = ({ desk, actor }, { caseId, ...answers }) =>
  answerSurvey(desk, actor, caseId, answers)
