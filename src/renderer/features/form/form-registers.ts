import { createStore, type StoreApi } from 'zustand'
import type { WireFault } from '#core/contract/operation.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'

export type Found =
  | { readonly kind: 'person'; readonly person: RegisteredPerson }
  | { readonly kind: 'organisation'; readonly organisation: RegisteredOrganisation }

export type RegisterAnswer = { readonly ok: true; readonly found: Found } | { readonly ok: false; readonly fault: WireFault }

/** Where a form's IINs and BINs are looked up. */
export interface FormRegisters {
  readonly person: (iin: string) => Promise<RegisterAnswer>
  readonly organisation: (bin: string) => Promise<RegisterAnswer>
}

/** The registers, asked for a case: each question is written into its log. */
export const registersOf = (caseId: CaseId): FormRegisters => ({
  person: async (iin) => {
    const answer = await getBridge().api['intake/askPerson']({ caseId, iin })
    return answer.ok ? { ok: true, found: { kind: 'person', person: answer.value.person } } : { ok: false, fault: answer.error }
  },
  organisation: async (bin) => {
    const answer = await getBridge().api['intake/askOrganisation']({ caseId, bin })
    return answer.ok
      ? { ok: true, found: { kind: 'organisation', organisation: answer.value.organisation } }
      : { ok: false, fault: answer.error }
  },
})

export type FieldLookup =
  | { readonly state: 'asking' }
  | { readonly state: 'found'; readonly found: Found }
  | { readonly state: 'failed'; readonly fault: WireFault }

/** What the registers said, by the twelve digits: it stays with them wherever their row moves. */
export type LookupStore = StoreApi<Readonly<Record<string, FieldLookup>>>

export const createLookups = (): LookupStore => createStore<Readonly<Record<string, FieldLookup>>>(() => ({}))

/** Asks once at a time for the same digits. @returns what was found */
export async function lookUp(
  lookups: LookupStore,
  registers: FormRegisters,
  register: 'person' | 'organisation',
  digits: string,
): Promise<Found | undefined> {
  if (lookups.getState()[digits]?.state === 'asking') return undefined
  lookups.setState({ [digits]: { state: 'asking' } })
  const answer = await registers[register](digits)
  lookups.setState({ [digits]: answer.ok ? { state: 'found', found: answer.found } : { state: 'failed', fault: answer.fault } })
  return answer.ok ? answer.found : undefined
}
