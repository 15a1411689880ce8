import { randomUUID } from 'node:crypto'
import type { PageId, ServiceId } from '#core/domain/ids.ts'
import { readIin } from '#core/domain/iin.ts'
import { emptyDraft, type IntakeDraft, type TypedPerson, type TypedRepresentative } from '#core/domain/intake-draft.ts'
import { openCase } from '#core/services/open-case.ts'
import type { Page } from '#core/domain/document.ts'
import { definition, type FakeDesk } from '#test/fakes/desk.ts'
import { iinNumber, operator } from './case-log.ts'

const at = '2026-11-20T05:00:00.000Z'

export function typedPerson(over: Partial<TypedPerson> = {}): TypedPerson {
  const iin = iinNumber(1)
  const reading = readIin(iin)
  if (!reading.valid) throw new Error('The builder gives valid numbers')
  return {
    iin,
    surname: 'Әбілқасымов',
    givenName: 'Қайрат',
    patronymic: '',
    birthDate: reading.facts.birthDate ?? '',
    sex: reading.facts.sex ?? '',
    address: 'Өскемен, Қазақстан көшесі, 1',
    phone: '+77010000000',
    email: '',
    evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: at, reference: 'r-1' },
    ...over,
  }
}

export const typedRepresentative = (over: Partial<TypedRepresentative> = {}): TypedRepresentative => ({
  iin: iinNumber(3),
  surname: 'Ахметова',
  givenName: 'Дана',
  patronymic: '',
  phone: '',
  notarised: true,
  authorityNumber: 'БНАЖ-1',
  notary: 'Нотариус',
  issuedAt: '2026-01-10',
  expiresAt: '2027-01-10',
  evidence: { outcome: 'confirmed', register: 'БНАЖ', answeredAt: at },
  ...over,
})

/** A page that is on the desk's disk. */
export async function storedPage(desk: FakeDesk, content: string): Promise<Page> {
  const hash = await desk.documents.put(new TextEncoder().encode(content))
  if (!hash.ok) throw new Error(hash.error.tag)
  return {
    id: randomUUID() as PageId,
    source: { kind: 'image', hash: hash.value, widthPx: 100, heightPx: 140, dpi: 300 },
    rotation: 0,
    origin: 'scan',
  }
}

/** A draft that nothing keeps from being signed. */
export async function wholeDraft(desk: FakeDesk, over: Partial<IntakeDraft> = {}): Promise<IntakeDraft> {
  return {
    ...emptyDraft('kk'),
    applicant: typedPerson(),
    answers: { address: 'Өскемен', presentedTo: { kk: 'Банкке', ru: 'В банк' }, handOutWay: 'inPerson' },
    slots: [
      { slotId: 'application', originalSeen: true, pages: [await storedPage(desk, 'application')] },
      { slotId: 'identity', originalSeen: true, pages: [await storedPage(desk, 'front'), await storedPage(desk, 'back')] },
    ],
    ...over,
  }
}

/** An opened case with a draft that may be signed. */
export async function readyCase(desk: FakeDesk, over: Partial<IntakeDraft> = {}, serviceId: ServiceId = definition.id) {
  const opened = openCase(desk, operator, { serviceId, language: 'kk' })
  if (!opened.ok) throw new Error(opened.error.tag)
  const { caseId } = opened.value
  desk.stores.drafts.save(caseId, await wholeDraft(desk, over), desk.clock.instant())
  return caseId
}
