import type { Bridge, OperationName } from '#core/contract/client.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
import { applicant, must, serviceId, typeApplicant } from '#test/harness/journey.ts'

/** The two papers of one intake: a PDF of two pages, and a sheet scanned in colour at 200 dpi. */
export interface Papers {
  readonly application: Uint8Array
  readonly identity: Uint8Array
}

export const makePapers = async (): Promise<Papers> => ({
  application: await makePdf({ pages: 2 }),
  identity: await makeJpeg({ text: 'Жеке куәлік', dpi: 200 }),
})

/** The bridge with every call timed, milliseconds. */
export function timedBridge(bridge: Bridge, onTime: (name: OperationName, time: number) => void): Bridge {
  const timed = Object.entries(bridge.api).map(([name, call]) => [
    name,
    async (...input: readonly unknown[]) => {
      const began = performance.now()
      const answer = await (call as (...input: readonly unknown[]) => Promise<unknown>)(...input)
      onTime(name as OperationName, performance.now() - began)
      return answer
    },
  ])
  return { ...bridge, api: Object.fromEntries(timed) as Bridge['api'] }
}

/**
 * What the page asks of the core in one intake up to the signature, thirty operations: screens opened, the register asked, ten autosaves
 * (at most four a second while someone types), two papers taken in with their thumbnails, search, the request frozen.
 */
export async function intakeOf30(bridge: Bridge, papers: Papers): Promise<CaseId> {
  await must(bridge, 'header/status', {})
  await must(bridge, 'catalogue/list', {})
  await must(bridge, 'catalogue/get', { serviceId })
  for (const length of [4, 8, 12]) await must(bridge, 'case/search', { text: applicant.iin.slice(0, length), limit: 50 })
  const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
  await must(bridge, 'intake/get', { caseId })
  const draft = await typeApplicant(bridge, caseId)
  for (let typed = 1; typed <= 10; typed++) {
    const address = draft.applicant.address.slice(0, Math.ceil((draft.applicant.address.length * typed) / 10))
    await must(bridge, 'intake/saveDraft', { caseId, draft: { ...draft, applicant: { ...draft.applicant, address } } })
  }
  for (const slotId of ['application', 'identity'] as const) {
    const { slots } = await must(bridge, 'documents/importFile', { caseId, slotId, bytes: papers[slotId] })
    const page = slots.find((slot) => slot.slotId === slotId)?.pages[0]
    if (page?.source.kind === 'image') await must(bridge, 'documents/thumbnail', { caseId, hash: page.source.hash, side: 320 })
    else await must(bridge, 'documents/content', { caseId, hash: page?.source.hash ?? ('' as never) })
    await must(bridge, 'documents/setOriginalSeen', { caseId, slotId, seen: true })
  }
  await must(bridge, 'header/status', {})
  await must(bridge, 'signing/certificates', { purpose: 'request' })
  await must(bridge, 'signing/prepareRequest', { caseId })
  await must(bridge, 'case/get', { caseId, screen: 'intake' })
  await must(bridge, 'outbox/list', { show: 'open', limit: 100 })
  return caseId
}
