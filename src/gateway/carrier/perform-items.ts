import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assertNever } from '#core/base/assert-never.ts'
import { CarrierAnswer, type CarrierItem, type CarrierProof } from '#core/domain/carrier.ts'
import { type Route, routes } from '#core/wire/routes.ts'
import type { DocumentStore } from '#gateway/documents/document-store.ts'
import type { AnswerOnce } from '#gateway/http/answer-once.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'

type Carried = Pick<Handlers, 'submit' | 'acceptance' | 'result' | 'extension' | 'email'>
type CarriedName = keyof Carried
type ProvedItem = CarrierProof['items'][number]

export interface PerformDeps {
  readonly handlers: Carried
  readonly answerOnce: AnswerOnce
  readonly documents: DocumentStore
  readonly clock: () => Date
}

interface Call {
  readonly name: CarriedName
  readonly params: object
  readonly body: object
}

/** The item as its workplace would have sent it. */
async function callOf(item: CarrierItem, folder: string): Promise<Call> {
  const base64 = async (sha256: string) => (await readFile(join(folder, sha256))).toString('base64')
  const { caseId } = item
  switch (item.kind) {
    case 'submitRequest':
      return { name: 'submit', params: {}, body: { caseId, cms: await base64(item.cms.sha256) } }
    case 'deliverAcceptance':
      return { name: 'acceptance', params: { caseId }, body: { acceptedAt: item.acceptedAt, executor: item.executor } }
    case 'deliverResult':
      return { name: 'result', params: { caseId }, body: { cms: await base64(item.cms.sha256) } }
    case 'deliverExtension':
      return { name: 'extension', params: { caseId }, body: { days: item.days, reason: item.reason } }
    case 'emailResult': {
      const { to, language, resultHash, pdf } = item
      return { name: 'email', params: { caseId }, body: { to, language, resultHash, pdf: await base64(pdf.sha256) } }
    }
    default:
      return assertNever(item)
  }
}

/** The documents first, as uploads come before their request. @throws Refusal where one is no PDF */
async function keepDocuments(
  { documents, clock }: PerformDeps,
  item: CarrierItem,
  { bin }: EnrolledWorkplace,
  folder: string,
): Promise<void> {
  if (item.kind !== 'submitRequest') return
  for (const { sha256 } of item.documents) {
    if (documents.sizeOf(sha256, bin) !== undefined) continue
    const file = join(folder, sha256)
    const found = await documents.inspect(file)
    if (!found.isPdf) throw new Refusal('malformed', { reason: 'notPdf' }, 422)
    await documents.keep(file, found, bin, clock())
  }
}

/**
 * Performs the items one after the other by the routes' own handlers, under the keys that the wire would have brought: what came by the wire already is answered as
 * it was then. After a refusal the rest of that case is left alone, letters excepted, as the desk's queue would.
 */
export async function performItems(
  deps: PerformDeps,
  items: readonly CarrierItem[],
  workplace: EnrolledWorkplace,
  folder: string,
  signal: AbortSignal,
): Promise<readonly ProvedItem[]> {
  const proved: ProvedItem[] = []
  const refused = new Set<string>()
  for (const item of items) {
    const { idempotencyKey, caseId } = item
    if (refused.has(caseId)) continue
    try {
      await keepDocuments(deps, item, workplace, folder)
      const { name, params, body } = await callOf(item, folder)
      const route: Route = routes[name]
      const parsed = route.body?.safeParse(body)
      if (parsed?.success !== true) throw new Refusal('malformed', { part: 'body' })
      // The table ties name and call together; which of them it is, is known only now.
      const handler = deps.handlers[name] as unknown as (call: object) => unknown
      const call = { params, query: undefined, body: parsed.data, workplace, now: deps.clock(), signal }
      const answer = await deps.answerOnce({ name, bin: workplace.bin, key: idempotencyKey, params, body: parsed.data }, () =>
        handler(call),
      )
      proved.push({ idempotencyKey, caseId, answer: CarrierAnswer.parse(answer) })
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      if (item.kind !== 'emailResult') refused.add(caseId)
      proved.push({ idempotencyKey, caseId, refusal: { code: failure.code, data: { ...failure.data } } })
    }
  }
  return proved
}
