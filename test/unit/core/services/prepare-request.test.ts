import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { canonicalBytes, hashOf, readJson } from '#core/domain/canonical.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { PaymentEvidence } from '#core/domain/payment.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { Answers } from '#core/domain/service-form.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { newCaseId } from '#test/builders/case-log.ts'
import { readyCase, storedPage, typedPerson, typedRepresentative, wholeDraft } from '#test/builders/draft.ts'
import { richService } from '#test/builders/rich-service.ts'
import { createFakeDesk, definition, entryOf, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()

async function prepare(desk: FakeDesk, over: Partial<IntakeDraft> = {}) {
  const prepared = await prepareRequest(desk, session, await readyCase(desk, over))
  if (!prepared.ok || prepared.value.purpose !== 'request') throw new Error('Not prepared')
  return prepared.value
}

describe('prepareRequest', () => {
  it('freezes exactly what is shown: the whole content, its canonical bytes, their digest', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    const draft = desk.stores.drafts.find(caseId)?.draft
    await desk.clock.advance(60_000)
    const prepared = await prepareRequest(desk, session, caseId)
    if (!prepared.ok) throw new Error(prepared.error.tag)
    const { content, bytes, digest, preparationId } = prepared.value
    const entry = (index: number, pages: number) => ({
      slotId: definition.documents[index]?.id,
      title: definition.documents[index]?.title,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: expect.any(Number),
      pages,
      originalSeen: true,
    })
    expect(content).toEqual({
      schema: 'tereze.request/1',
      caseId,
      service: { id: definition.id, version: definition.version, name: definition.name },
      channel: 'centre',
      centre: { bin: desk.workplace.bin, name: desk.workplace.name, desk: 7 },
      operator: { iin: session.staff.iin, fullName: session.staff.fullName },
      applicant: {
        iin: draft?.applicant.iin,
        name: { surname: 'Әбілқасымов', givenName: 'Қайрат' },
        birthDate: draft?.applicant.birthDate,
        sex: draft?.applicant.sex,
        address: 'Өскемен, Қазақстан көшесі, 1',
        phone: '+77010000000',
        evidence: draft?.applicant.evidence,
      },
      answers: draft?.answers,
      documents: [entry(0, 1), entry(1, 2)],
      provisionalNumber: '90007261120001',
      language: 'kk',
      openedAt: '2026-11-20T05:00:00.000Z',
      composedAt: '2026-11-20T05:01:00.000Z',
    })
    expect({ digest, read: readJson(bytes), kept: desk.preparations.get(preparationId) }).toEqual({
      digest: hashOf(bytes),
      read: content,
      kept: prepared.value,
    })
    expect(bytes).toEqual(canonicalBytes(content))
  })

  it('what is typed afterwards does not touch what was shown', async () => {
    const desk = createFakeDesk()
    const prepared = await prepare(desk)
    const before = new Uint8Array(prepared.bytes)
    desk.stores.drafts.save(
      prepared.content.caseId,
      await wholeDraft(desk, { applicant: typedPerson({ surname: 'Басқа' }) }),
      desk.clock.instant(),
    )
    expect(desk.preparations.get(prepared.preparationId)?.bytes).toEqual(before)
  })

  it('does not send what a condition hid, nor papers of a representative who is not there', async () => {
    const desk = createFakeDesk()
    const hidden = { slotId: 'authority', originalSeen: true, pages: [await storedPage(desk, 'сенімхат')] }
    const { slots } = await wholeDraft(desk)
    const { content } = await prepare(desk, {
      slots: [...slots, hidden],
      answers: { address: 'Өскемен', presentedTo: { kk: 'Банкке', ru: 'В банк' }, handOutWay: 'inPerson', email: 'a@b.kz', unknown: 'x' },
    })
    expect({ answers: Object.keys(content.answers).sort(), documents: content.documents.map((entry) => entry.slotId) }).toEqual({
      answers: ['address', 'handOutWay', 'presentedTo'],
      documents: ['application', 'identity'],
    })
  })

  it('sends the representative with their paper and the papers of it', async () => {
    const desk = createFakeDesk()
    const { slots } = await wholeDraft(desk)
    const authority = { slotId: 'authority', originalSeen: true, pages: [await storedPage(desk, 'сенімхат')] }
    const { content } = await prepare(desk, { representative: typedRepresentative(), slots: [...slots, authority] })
    expect([
      content.representative && fullNameOf(content.representative.name),
      content.representative?.authority?.number,
      content.documents.at(-1)?.slotId,
    ]).toEqual(['Ахметова Дана', 'БНАЖ-1', 'authority'])
  })

  it('a power of attorney certified otherwise than by a notary is sent by its scan alone, and only where the service takes one', async () => {
    const typed = typedRepresentative({ notarised: false })
    const otherwise = { ...definition, representation: { allowed: true, notarisedOnly: false } }
    const desk = createFakeDesk({ services: [otherwise] })
    const { slots } = await wholeDraft(desk)
    const authority = { slotId: 'authority', originalSeen: true, pages: [await storedPage(desk, 'сенімхат')] }
    const { content } = await prepare(desk, { representative: typed, slots: [...slots, authority] })
    expect([content.representative, content.documents.at(-1)?.slotId]).toEqual([
      { iin: typed.iin, name: { surname: 'Ахметова', givenName: 'Дана' } },
      'authority',
    ])
    const strict = createFakeDesk()
    const fieldsOf = async (at: typeof desk, more: object) => {
      const prepared = await prepareRequest(at, session, await readyCase(at, { representative: typed, ...more }))
      return prepared.ok ? [] : prepared.error
    }
    expect([await fieldsOf(desk, {}), await fieldsOf(strict, {})]).toMatchObject([
      { fields: ['slots.authority'] },
      { fields: ['representative.notarised', 'slots.authority'] },
    ])
  })

  it('provisional numbers have fourteen digits, name desk and day, and never repeat, also over prepared-again and days', async () => {
    const desk = createFakeDesk()
    const numbers: string[] = []
    for (let day = 0; day < 3; day++) {
      for (let intake = 0; intake < 4; intake++) numbers.push((await prepare(desk)).content.provisionalNumber)
      await desk.clock.advance(24 * 3_600_000)
    }
    expect({ distinct: new Set(numbers).size, wrong: numbers.filter((number) => !/^900072611(20|21|22)\d{3}$/.test(number)) }).toEqual({
      distinct: 12,
      wrong: [],
    })
  })

  it('one preparation for a case: the later takes the place of the earlier', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    await prepareRequest(desk, session, caseId)
    const other = await prepare(desk)
    const last = await prepareRequest(desk, session, caseId)
    expect([...desk.preparations.keys()]).toEqual([other.preparationId, last.ok && last.value.preparationId])
  })

  it('names every field that is missing or wrong, and prepares nothing', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk, { applicant: typedPerson({ phone: '8701', surname: ' ' }), slots: [] })
    expect(await prepareRequest(desk, session, caseId)).toEqual(
      err({
        tag: 'signing/incomplete',
        remedy: 'act',
        fields: ['applicant.surname', 'applicant.phone', 'slots.application', 'slots.identity'],
      }),
    )
    expect([desk.preparations.size, desk.stores.settings.nextProvisional('2026-11-20')]).toEqual([0, 1])
  })

  it('a page whose content is gone, and a case that is not there, are faults', async () => {
    const desk = createFakeDesk()
    const elsewhere = createFakeDesk()
    const { slots } = await wholeDraft(desk)
    const lost = { slotId: 'application', originalSeen: true, pages: [await storedPage(elsewhere, 'elsewhere')] }
    const caseId = await readyCase(desk, { slots: [lost, ...slots.slice(1)] })
    expect([await prepareRequest(desk, session, caseId), await prepareRequest(desk, session, newCaseId())]).toEqual([
      err({ tag: 'storage/missing', remedy: 'support' }),
      err({ tag: 'case/missing', remedy: 'support' }),
    ])
  })

  it('whatever is typed, the answer is a request or a fault: nothing that the control lets through fails later', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    const whole = await wholeDraft(desk)
    const odd = fc.oneof(fc.constantFrom('', ' ', 'ә@пошта.қз', 'a..b@mail.kz', 'a@b.kz ', ' a@b.kz', 'a@b.kz', '0000-00-00'), fc.string())
    const applicant = fc.record({ surname: odd, givenName: odd, patronymic: odd, address: odd, email: odd }, { requiredKeys: [] })
    const representative = fc.record(
      { surname: odd, givenName: odd, authorityNumber: odd, notary: odd, issuedAt: odd },
      { requiredKeys: [] },
    )
    const authority = { slotId: 'authority', originalSeen: true, pages: [await storedPage(desk, 'сенімхат')] }
    const typed = fc.record({ applicant, representative: fc.option(representative), email: odd })
    await fc.assert(
      fc.asyncProperty(typed, async (one) => {
        const draft: IntakeDraft = {
          ...whole,
          slots: [...whole.slots, authority],
          applicant: typedPerson(one.applicant),
          answers: { ...whole.answers, handOutWay: 'email', email: one.email },
          ...(one.representative === null ? {} : { representative: typedRepresentative(one.representative) }),
        }
        desk.stores.drafts.save(caseId, draft, desk.clock.instant())
        const prepared = await prepareRequest(desk, session, caseId)
        expect(prepared.ok || prepared.error.tag).toSatisfy((tag) => tag === true || tag === 'signing/incomplete')
      }),
      { numRuns: 150 },
    )
  })
})

describe('a request with everything in it', () => {
  const services = [richService]
  const evidence = { outcome: 'confirmed' as const, register: 'ЗТ МДҚ', answeredAt: '2026-11-20T05:00:00.000Z', reference: 'r-2' }
  const organisation = {
    bin: '990240001237',
    name: { kk: ' «Ертіс» ЖШС', ru: 'ТОО «Иртыш» ' },
    address: ' Өскемен',
    headIin: typedPerson().iin,
    evidence,
  }
  const paid: PaymentEvidence = {
    outcome: 'confirmed',
    register: 'ЭҮТШ',
    answeredAt: evidence.answeredAt,
    tenge: 2500,
    paidOn: '2026-11-19',
  }
  const answers: Answers = {
    children: [
      { fullName: 'Әлия', kin: 'own', decision: 'hidden' },
      { fullName: 'Ерлан', kin: 'ward', decision: '№ 5', unknown: 'x' },
    ],
    income: '1 250 000,50',
    area: '12',
    note: { kk: ' ', ru: '' },
    agreed: 'yes',
  }
  const typed: Partial<IntakeDraft> = { answers, payment: { reference: ' P-1 ', evidence: paid } }
  const contentOf = async (desk: FakeDesk, over: Partial<IntakeDraft>) => {
    const prepared = await prepareRequest(desk, session, await readyCase(desk, over, richService.id))
    return prepared.ok ? prepared.value.content : prepared.error
  }

  it('carries the fields that stand on the form now, in rows too, numbers without grouping, and the proved payment', async () => {
    expect(await contentOf(createFakeDesk({ services }), typed)).toMatchObject({
      channel: 'centre',
      answers: {
        children: [
          { fullName: 'Әлия', kin: 'own' },
          { fullName: 'Ерлан', kin: 'ward', decision: '№ 5' },
        ],
        income: '1250000,50',
        agreed: 'yes',
      },
      payment: { reference: 'P-1', tenge: 2500, evidence: paid },
    })
    const content = await contentOf(createFakeDesk({ services }), typed)
    expect('answers' in content && [Object.keys(content.answers), content.answers['children']]).toEqual([
      ['children', 'income', 'agreed'],
      [
        { fullName: 'Әлия', kin: 'own' },
        { fullName: 'Ерлан', kin: 'ward', decision: '№ 5' },
      ],
    ])
  })

  it('of an organisation names it and its head, and asks what only organisations are asked', async () => {
    expect(await contentOf(createFakeDesk({ services }), { ...typed, applicantKind: 'organisation', organisation })).toMatchObject({
      applicant: { iin: organisation.headIin },
      organisation: { bin: organisation.bin, name: { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' }, address: 'Өскемен', evidence },
      answers: { area: '12' },
    })
  })

  it('of a person carries nothing of an organisation that was typed before', async () => {
    expect(await contentOf(createFakeDesk({ services }), { ...typed, organisation })).not.toHaveProperty('organisation')
  })

  it('a payment that the silent gateway left declared is of the amount that the service asks', async () => {
    const declared: PaymentEvidence = { outcome: 'declared', register: 'ЭҮТШ', declaredAt: evidence.answeredAt, why: 'unavailable' }
    expect(await contentOf(createFakeDesk({ services }), { ...typed, payment: { reference: 'P-1', evidence: declared } })).toMatchObject({
      payment: { reference: 'P-1', tenge: 2000, evidence: declared },
    })
  })

  it('without payment, or of an organisation where none may ask, is not prepared', async () => {
    const personsOnly = createFakeDesk({ services: [{ ...richService, applicants: ['person'] }] })
    expect([
      await contentOf(createFakeDesk({ services }), { answers }),
      await contentOf(personsOnly, { ...typed, applicantKind: 'organisation', organisation }),
    ]).toMatchObject([{ fields: ['payment.reference'] }, { fields: ['applicantKind'] }])
  })

  it('at the provider’s own desk is of its channel, and names the provider as the place', async () => {
    const desk = createFakeDesk({ services, kind: 'provider' })
    expect(await contentOf(desk, typed)).toMatchObject({ channel: 'provider', centre: { bin: desk.workplace.bin } })
  })

  it('keeps to the version that the case began with, whatever came into force since', async () => {
    const desk = createFakeDesk({ services })
    const caseId = await readyCase(desk, typed, richService.id)
    const calendar = desk.stores.settings.calendar()
    if (calendar === undefined) throw new Error('The desk has a calendar')
    desk.stores.settings.saveCatalogue('2', [entryOf({ ...richService, version: '2.0.0', form: [] })], calendar)
    const prepared = await prepareRequest(desk, session, caseId)
    expect(prepared.ok && prepared.value.content).toMatchObject({ service: { version: '1.0.0' }, answers: { agreed: 'yes' } })
  })
})
