import { Abort } from '#core/base/remote.ts'
import { ok } from '#core/base/result.ts'
import type { RegisterAnswers } from '#core/domain/declared-data.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { centreBin, definition, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'
import { operator } from './case-log.ts'
import { readyCase, storedPage, typedPerson, wholeDraft } from './draft.ts'

const at = '2026-11-22T05:00:00.000Z'
export const declaredPerson = { outcome: 'declared' as const, register: 'ЖТ МДҚ', declaredAt: at, why: 'unavailable' as const }
export const declaredPaper = { outcome: 'declared' as const, register: 'БНАЖ' as const, declaredAt: at, why: 'unavailable' as const }

/** The applicant of the drafts, as the register knows them. */
export function registeredPerson(over: Partial<RegisteredPerson> = {}): RegisteredPerson {
  const { iin, surname, givenName, birthDate, sex } = typedPerson()
  return {
    iin: iin as RegisteredPerson['iin'],
    name: { surname, givenName },
    birthDate,
    sex: sex === '' ? 'male' : sex,
    address: { kk: 'Өскемен', ru: 'Усть-Каменогорск' },
    identityDocument: { kind: 'idCard', number: '012345678', issuedAt: '2023-01-01' },
    ...over,
  }
}

export const record = <Record>(value: Record) => ({ answer: 'record' as const, record: value, at, reference: 'q-1' })

/** What the gateway's check answers; the service's version is in force unless said otherwise. */
export const checkAnswer = (registers: RegisterAnswers, catalogue: { readonly accepted: boolean; readonly inForce?: string } = inForce) =>
  Promise.resolve(ok({ registers, catalogue }))
const inForce = { accepted: true, inForce: definition.version }

/** Signs the case's draft at this desk. */
export async function signCase(desk: FakeDesk, caseId: CaseId): Promise<void> {
  const session = sessionOf()
  const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })
  desk.token.certificates = [mine]
  const prepared = await prepareRequest(desk, session, caseId)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  const { preparationId } = prepared.value
  const input = { preparationId, certificateId: mine.certificateId, ticket: 't' }
  const signed = await signPrepared(desk, session, operator, input, new Abort())
  if (!signed.ok) throw new Error(signed.error.tag)
}

/** A case whose applicant was declared by hand, signed and queued; where somebody acts for them, with the paper's scan. */
export async function declaredCase(desk: FakeDesk, over: Partial<IntakeDraft> = {}): Promise<CaseId> {
  const draft = await wholeDraft(desk, { applicant: typedPerson({ evidence: declaredPerson }), ...over })
  const scan = { slotId: 'authority', originalSeen: true, pages: [await storedPage(desk, 'authority')] }
  const caseId = await readyCase(desk, draft.representative === undefined ? draft : { ...draft, slots: [...draft.slots, scan] })
  await signCase(desk, caseId)
  return caseId
}
