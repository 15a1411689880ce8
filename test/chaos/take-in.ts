import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { AnswerTo, InputOf, OperationName, OutputOf } from '#core/contract/client.ts'
import type { TypedDraft } from '#core/contract/operations.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { pins, serviceId } from '#test/harness/journey.ts'
import type { Counter } from './counter.ts'
import type { Told } from './judge.ts'

/** Files of one applicant by slot, a page each. */
export type Papers = Readonly<Record<string, readonly Uint8Array[]>>

/** What an operator takes for "once more": the program was away for a moment. */
const passing = [
  'core/down',
  'session/none',
  'signing/preparationGone',
  'token/processDown',
  'token/gone',
  'token/failed',
  'signing/certificateUnfit',
]
/** No answer of this kind is repeated for ever: what does not pass is a defect. */
const mostTries = 200

/** An operation refused what it must take. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** The core was killed in the middle: whether the operation happened is not known. */
class Interrupted extends Error {}

/** One operator's hands: takes applicants in by the contract, and after each kill goes on as an operator would. */
export function createOperator({ bridge, seated }: Pick<Counter, 'bridge' | 'seated'>, draft: TypedDraft) {
  let certificateId: string | undefined

  const once = async <Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
    const answer: AnswerTo<Name> = await (bridge.api[name] as (input: InputOf<Name>) => Promise<AnswerTo<Name>>)(input)
    if (answer.ok) return answer.value
    if (passing.includes(answer.error.tag)) throw new Interrupted(`${name}: ${answer.error.tag}`)
    throw new Refused(`${name}: ${JSON.stringify(answer.error)}`)
  }

  /** Again from its beginning as often as it is interrupted: each piece of work looks first at what is there already. */
  const steadily = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await work()
      } catch (failure) {
        if (!(failure instanceof Interrupted) || tries === mostTries) throw failure
        await wait(10)
        await seated()
      }
    }
  }

  const findCertificate = async (): Promise<string> => {
    if (certificateId !== undefined) return certificateId
    const { tokens } = await once('signing/certificates', { purpose: 'request' })
    certificateId = tokens.flatMap((token) => token.certificates).find(({ fits }) => fits)?.certificateId
    if (certificateId === undefined) throw new Interrupted('The tokens are not listed yet')
    return certificateId
  }

  const fill = async (caseId: CaseId, papers: Papers): Promise<void> => {
    await once('intake/saveDraft', { caseId, draft })
    const { slots } = (await once('intake/get', { caseId })).draft
    for (const [slotId, files] of Object.entries(papers)) {
      const slot = slots.find((candidate) => candidate.slotId === slotId)
      for (const bytes of files.slice(slot?.pages.length ?? 0)) await once('documents/importFile', { caseId, slotId, bytes })
      if (slot?.originalSeen !== true) await once('documents/setOriginalSeen', { caseId, slotId, seen: true })
    }
  }

  const signed = async (caseId: CaseId): Promise<string | undefined> => {
    const before = await once('case/get', { caseId, screen: 'case' })
    // The kill came after the commit and before the page heard of it.
    if (before.stage !== 'draft') return before.provisionalNumber
    const { preparationId } = await once('signing/prepareRequest', { caseId })
    const ticket = randomUUID()
    const chosen = await findCertificate()
    if (!(await bridge.leavePin(ticket, new TextEncoder().encode(pins.operator1)))) throw new Interrupted('leavePin')
    return (await once('signing/sign', { preparationId, certificateId: chosen, ticket })).provisionalNumber
  }

  /** @returns the number on the receipt that was given out, or the two it may be where the registration came in between */
  const receipt = async (caseId: CaseId): Promise<readonly string[]> => {
    await once('receipt/issue', { caseId, layout: 'a5', way: 'save' })
    const { number, provisionalNumber } = await once('case/get', { caseId, screen: 'case' })
    return [number, provisionalNumber].filter((one) => one !== undefined)
  }

  return {
    steadily,
    once,
    /** From the first screen to the receipt. @param told written as soon as the page knows, so that it is true also where this fails */
    takeIn: async (papers: Papers, told: (told: Told) => void): Promise<CaseId> => {
      const { caseId } = await steadily(() => once('intake/open', { serviceId, language: 'kk' }))
      told({ caseId, signed: false, numbers: [] })
      await steadily(() => fill(caseId, papers))
      const provisionalNumber = await steadily(() => signed(caseId))
      const first = provisionalNumber === undefined ? [] : [provisionalNumber]
      told({ caseId, signed: true, numbers: first })
      const numbers = await steadily(() => receipt(caseId))
      told({ caseId, signed: true, numbers: [...new Set([...first, ...numbers])] })
      return caseId
    },
  }
}

export type Operator = ReturnType<typeof createOperator>
