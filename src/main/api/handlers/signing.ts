import { type Fault, fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { WireFault } from '#core/contract/operation.ts'
import { mayDo } from '#core/domain/staff.ts'
import { composeResult, prepareResult as preparesResult } from '#core/services/compose-result.ts'
import { prepareRequest as preparesRequest } from '#core/services/prepare-request.ts'
import type { Preparation } from '#core/services/preparation.ts'
import { draftPdf } from '#core/services/read-result.ts'
import { type BatchProgress, signBatch as signsBatch } from '#core/services/sign-batch.ts'
import { signPrepared, signPreparedBy } from '#core/services/sign-prepared.ts'
import { signWithNcalayer } from '#core/services/sign-with-ncalayer.ts'
import type { SeatedCall, SeatedHandler } from '#api/context.ts'

const shown = (preparation: Preparation) => {
  const { preparationId, digest, bytes } = preparation
  const common = { preparationId, digest, bytes: bytes.length }
  return preparation.purpose === 'request'
    ? { ...common, purpose: preparation.purpose, content: preparation.content }
    : { ...common, purpose: preparation.purpose, content: preparation.content }
}

export const prepareRequest: SeatedHandler<'signing/prepareRequest'> = async ({ desk, session }, { caseId }) => {
  const prepared = await preparesRequest(desk, session, caseId)
  return prepared.ok ? ok(shown(prepared.value)) : prepared
}

export const prepareResult: SeatedHandler<'signing/prepareResult'> = ({ desk, session }, { caseId, decision }) => {
  const prepared = preparesResult(desk, session, caseId, decision)
  return prepared.ok ? ok(shown(prepared.value)) : prepared
}

export const endLogins: SeatedHandler<'signing/endLogins'> = async ({ desk }) => {
  await desk.token.endLogins()
  return ok({})
}

/** The right to sign is that to what was prepared. */
const maySign = ({ desk, session }: SeatedCall, preparationId: string): boolean => {
  const purpose = desk.preparations.get(preparationId)?.purpose
  return purpose === undefined || mayDo(session.staff.role, purpose === 'request' ? 'intake' : 'providerSign')
}

export const sign: SeatedHandler<'signing/sign'> = (call, input) => {
  const { desk, session, actor, signal } = call
  return maySign(call, input.preparationId) ? signPrepared(desk, session, actor, input, signal) : err(fault('right/missing', 'act'))
}

export const ncalayer: SeatedHandler<'signing/ncalayer'> = async ({ desk }) => ok({ answers: (await desk.ncalayer.find()).ok })

export const signByNcalayer: SeatedHandler<'signing/signWithNcalayer'> = (call, { preparationId, language }) => {
  const { desk, session, actor, signal } = call
  if (!maySign(call, preparationId)) return err(fault('right/missing', 'act'))
  return signPreparedBy(desk, session, actor, preparationId, ({ purpose, bytes }) =>
    signWithNcalayer(desk, session, purpose, bytes, language, signal),
  )
}

/** A fault's data are JSON: they go to the page as they are. */
const wired = (fault: Fault): WireFault => fault as WireFault
const shownItem = <Item extends BatchProgress>(item: Item) => (item.outcome === 'failed' ? { ...item, fault: wired(item.fault) } : item)

export const signBatch: SeatedHandler<'signing/signBatch'> = async ({ context, desk, session, actor, signal }, input) => {
  const others = input.preparationIds.some((id) => desk.preparations.get(id)?.purpose === 'request')
  if (others) return err(fault('right/missing', 'act'))
  const { holder } = context
  const isSeated = (): boolean => holder.seat?.session === session && !holder.seat.locked
  const { items, stopped } = await signsBatch(
    desk,
    session,
    actor,
    input,
    { onItem: (item) => desk.batchProgress(shownItem(item)), isSeated },
    signal,
  )
  return ok({ items: items.map(shownItem), ...(stopped === undefined ? {} : { stopped: wired(stopped) }) })
}

export const previewResult: SeatedHandler<'provider/previewResult'> = ({ desk, session }, { caseId, decision }) => {
  const composed = composeResult(desk, session, caseId, decision)
  return composed.ok ? draftPdf(desk, composed.value.definition, composed.value.document) : composed
}
