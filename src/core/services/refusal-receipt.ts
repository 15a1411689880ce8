import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { happenedAt } from '#core/domain/known-time.ts'
import type { RefusalReceipt } from '#core/domain/refusal-receipt.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type RefusalDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'typesetter' | 'printer' | 'training' | 'notices'>

/** The refusal receipt of a case whose reception was refused, from the log alone: the draft is gone by then. */
export function composeRefusalReceipt(deps: Pick<RefusalDeps, 'workplace' | 'stores' | 'training'>, caseId: CaseId) {
  const state = caseFor(deps, caseId, 'refusalReceiptIssued')
  if (!state.ok) return state
  const actions = deps.stores.cases.actions(caseId)
  const refusal = actions.find(({ event }) => event.kind === 'receptionRefused')
  if (refusal?.event.kind !== 'receptionRefused') throw new Error('A refused reception has its action')
  const { asker, missingSlots, reason, phone, language = 'kk' } = refusal.event
  if (asker === undefined) return err(fault('receipt/nobodyNamed', 'act'))
  const definition = definitionOf(deps, state.value)
  const { kind, name, address, deskNumber } = deps.workplace
  const receipt: RefusalReceipt = {
    asker,
    refusedAt: happenedAt(refusal),
    office: { kind, name, address, deskNumber },
    service: definition.name,
    missing: definition.documents.filter(({ id }) => missingSlots.includes(id)).map(({ title }) => title),
    reason,
    operator: refusal.author.fullName,
    ...(phone === undefined ? {} : { phone }),
    copy: actions.filter(({ event }) => event.kind === 'refusalReceiptIssued').length + 1,
    training: deps.training,
    language,
  }
  return ok(receipt)
}

/** Shows it; or issues it, and then the log says so before a sheet is printed. A printer's fault leaves it issued, to be saved or printed again. */
export async function issueRefusalReceipt(
  deps: RefusalDeps,
  actor: Actor,
  { caseId, way, printer }: { readonly caseId: CaseId; readonly way: 'preview' | 'print' | 'save'; readonly printer?: string | undefined },
) {
  const receipt = composeRefusalReceipt(deps, caseId)
  if (!receipt.ok) return receipt
  const { copy } = receipt.value
  const pdf = await deps.typesetter.refusalReceipt(receipt.value)
  if (way === 'preview') return ok({ pdf, copy })
  deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'refusalReceiptIssued', way, copy }))
  deps.notices.caseChanged(caseId)
  if (way === 'print') {
    const title = `refusal-receipt-${copy}`
    const printed = await deps.printer.print(pdf, { title, ...(printer === undefined ? {} : { name: printer }) })
    if (!printed.ok) return printed
  }
  return ok({ pdf, copy })
}
