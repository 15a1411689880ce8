import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import { shownNumber } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { Receipt } from '#core/domain/receipt.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { ReceiptLayout } from '#core/ports/typesetter.ts'
import type { Desk } from './desk.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type ReceiptDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'typesetter' | 'printer' | 'training' | 'notices'>

const opensAt = '09:00'

/** The receipt as it would be issued now; none before the request is signed, and none for a request that was not taken in here. */
export function composeReceipt(deps: Pick<ReceiptDeps, 'workplace' | 'stores' | 'training'>, state: CaseState): Receipt | undefined {
  const { request } = state
  const number = shownNumber(state)
  if (request?.operator === undefined || request.centre?.bin !== deps.workplace.bin || number === undefined) return undefined
  const definition = definitionOf(deps, state)
  const { organisation, payment, corrects } = request
  const refused = corrects === undefined ? undefined : deps.stores.cases.state(corrects)
  const corrected = refused === undefined ? undefined : shownNumber(refused)
  const phones = [request.applicant.phone, request.representative?.phone].filter((phone) => phone !== undefined)
  return {
    number,
    provisional: state.number === undefined,
    ...(state.number === undefined || state.provisionalNumber === undefined ? {} : { provisionalNumber: state.provisionalNumber }),
    receivedAt: state.registeredAt ?? request.composedAt,
    service: definition.name,
    provider: definition.provider.name,
    centre: { name: deps.workplace.name, address: deps.workplace.address },
    documents: request.documents.map(({ title, pages }) => ({ title, pages })),
    handOut: {
      ...(state.deadline === undefined ? {} : { on: state.deadline.issueFrom }),
      fromTime: opensAt,
      place: deps.workplace.address,
    },
    operator: request.operator.fullName,
    applicant: fullNameOf(request.applicant.name),
    ...(organisation === undefined ? {} : { organisation: { name: organisation.name, bin: organisation.bin } }),
    ...(payment === undefined ? {} : { payment: { reference: payment.reference, tenge: payment.tenge } }),
    ...(corrected === undefined ? {} : { corrects: corrected }),
    ...(request.representative === undefined ? {} : { representative: fullNameOf(request.representative.name) }),
    phones,
    copy: state.receiptCopies + 1,
    training: deps.training,
    language: request.language,
  }
}

export async function previewReceipt(deps: ReceiptDeps, caseId: CaseId, layout: ReceiptLayout) {
  const found = caseFor(deps, caseId, 'receiptIssued')
  if (!found.ok) return found
  const receipt = composeReceipt(deps, found.value)
  if (receipt === undefined) return err(fault('case/notInStage', 'act', { stage: found.value.stage }))
  return ok({ pdf: await deps.typesetter.receipt(receipt, layout), copy: receipt.copy })
}

/**
 * Issues a copy: the log says so on disk before a sheet is printed, so a power cut leaves no paper without a record.
 * A printer's fault leaves the copy issued; the page offers to save or to print it again.
 */
export async function issueReceipt(
  deps: ReceiptDeps,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly layout: ReceiptLayout; readonly way: 'print' | 'save'; readonly printer?: string | undefined },
) {
  const preview = await previewReceipt(deps, input.caseId, input.layout)
  if (!preview.ok) return preview
  const { pdf, copy } = preview.value
  deps.stores.transaction(() => record(deps, actor, input.caseId, { kind: 'receiptIssued', layout: input.layout, way: input.way, copy }))
  deps.notices.caseChanged(input.caseId)
  if (input.way === 'print') {
    const number = shownNumber(deps.stores.cases.state(input.caseId) ?? {}) ?? ''
    const printed = await deps.printer.print(pdf, {
      title: `receipt-${number}-${copy}`,
      ...(input.printer === undefined ? {} : { name: input.printer }),
    })
    if (!printed.ok) return printed
  }
  return ok({ pdf, copy })
}
