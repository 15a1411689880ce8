import { describe, expect, it } from 'vitest'
import {
  applicantProblems,
  documentProblems,
  draftProblems,
  organisationProblems,
  paymentDraftProblems,
  representativeProblems,
} from '#core/domain/draft-problems.ts'
import {
  emptyDraft,
  type IntakeDraft,
  type TypedOrganisation,
  type TypedPayment,
  type TypedPerson,
  type TypedRepresentative,
} from '#core/domain/intake-draft.ts'
import type { Channel } from '#core/domain/service.ts'
import { iinNumber } from '#test/builders/case-log.ts'
import { typedPerson, typedRepresentative, wholeDraft } from '#test/builders/draft.ts'
import { richService } from '#test/builders/rich-service.ts'
import { createFakeDesk, definition } from '#test/fakes/desk.ts'

const today = '2026-11-20'
const at = '2026-11-20T05:00:00.000Z'
const wrongDigit = iinNumber(1).slice(0, 11) + String((Number(iinNumber(1).at(-1)) + 1) % 10)
const said = (found: readonly { readonly field: string; readonly code: string }[]) => found.map(({ field, code }) => `${field} ${code}`)

describe('the applicant', () => {
  it.each<[string, Partial<TypedPerson>, readonly string[]]>([
    ['is complete', {}, []],
    ['has only blanks for a name', { surname: '  ' }, ['applicant.surname required']],
    ['has an address of blanks', { address: ' ' }, ['applicant.address required']],
    ['has a wrong check digit', { iin: wrongDigit }, ['applicant.iin iin/checkDigit']],
    ['has too short a number', { iin: '8501' }, ['applicant.iin iin/notTwelveDigits']],
    ['was born on another day', { birthDate: '1985-12-31' }, ['applicant.birthDate birthDateDiffers']],
    ['was born on no day', { birthDate: '1985-02-30' }, ['applicant.birthDate date']],
    ['is of the other sex', { sex: 'female' }, ['applicant.sex sexDiffers']],
    ['has a local phone', { phone: '87010000000' }, ['applicant.phone phone']],
    ['has no such mail', { email: 'a..b@mail.kz' }, ['applicant.email email']],
    ['was not asked for at the register', { evidence: undefined }, ['applicant.iin notAsked']],
  ])('%s', (_what, over, problems) => {
    expect(said(applicantProblems(typedPerson(over)))).toEqual(problems)
  })

  it('of an empty draft lacks everything that is required', () => {
    expect(said(applicantProblems(emptyDraft('kk').applicant))).toEqual(
      ['iin', 'surname', 'givenName', 'birthDate', 'sex', 'address', 'phone'].map((field) => `applicant.${field} required`),
    )
  })
})

describe('the representative', () => {
  it.each<[string, Partial<TypedRepresentative>, readonly string[]]>([
    ['is complete', {}, []],
    ['has a paper that is not notarised: nothing else counts', { notarised: false, iin: '' }, ['representative.notarised notNotarised']],
    ['is the applicant', { iin: iinNumber(1) }, ['representative.iin samePerson']],
    ['has a paper that ended yesterday', { expiresAt: '2026-11-19' }, ['representative.expiresAt authorityExpired']],
    ['has a paper that ends today', { expiresAt: today }, []],
    ['has a paper with no such date', { issuedAt: '2026-13-01' }, ['representative.issuedAt date']],
    ['has a number of blanks', { authorityNumber: ' ' }, ['representative.authorityNumber required']],
    ['has a paper nobody asked for', { evidence: undefined }, ['representative.authorityNumber notAsked']],
  ])('%s', (_what, over, problems) => {
    expect(said(representativeProblems(typedRepresentative(over), iinNumber(1), today, { notarisedOnly: true }))).toEqual(problems)
  })

  const withoutData = { notarised: false, authorityNumber: '', notary: '', issuedAt: '', expiresAt: '', evidence: undefined }
  it.each<[string, Partial<TypedRepresentative>, readonly string[]]>([
    ['needs no data of it and no register', {}, []],
    [
      'is still a person with a name and a number',
      { iin: '', surname: ' ' },
      ['representative.iin required', 'representative.surname required'],
    ],
    ['is not the applicant', { iin: iinNumber(1) }, ['representative.iin samePerson']],
    ['has a phone that is one', { phone: '8701' }, ['representative.phone phone']],
    ['may have left wrong data behind, which are not sent', { issuedAt: '2026-13-01', expiresAt: '2020-01-01' }, []],
  ])('by a paper certified otherwise, where the service takes one, %s', (_what, over, problems) => {
    const typed = typedRepresentative({ ...withoutData, ...over })
    expect(said(representativeProblems(typed, iinNumber(1), today, { notarisedOnly: false }))).toEqual(problems)
  })

  it('by a notary’s paper is asked for its data also where another would do', () => {
    const typed = typedRepresentative({ authorityNumber: '', evidence: undefined })
    expect(said(representativeProblems(typed, iinNumber(1), today, { notarisedOnly: false }))).toEqual([
      'representative.authorityNumber required',
      'representative.authorityNumber notAsked',
    ])
  })
})

describe('the organisation', () => {
  const evidence = { outcome: 'confirmed' as const, register: 'ЗТ МДҚ', answeredAt: at, reference: 'r' }
  const organisation = {
    bin: '990240001237',
    name: { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' },
    address: 'Өскемен',
    headIin: iinNumber(1),
    evidence,
  }
  const declared = { outcome: 'declared' as const, register: 'ЗТ МДҚ', declaredAt: at, why: 'unavailable' as const }
  it.each<[string, Partial<TypedOrganisation>, readonly string[]]>([
    ['is complete', {}, []],
    ['has no number', { bin: '' }, ['organisation.bin required']],
    ['has a person’s number', { bin: iinNumber(1) }, ['organisation.bin bin']],
    ['has a name in one language', { name: { kk: 'ЖШС', ru: ' ' } }, ['organisation.name.ru required']],
    ['has no address', { address: ' ' }, ['organisation.address required']],
    ['was not asked for at the register', { evidence: undefined }, ['organisation.bin notAsked']],
    ['has another head', { headIin: iinNumber(2) }, ['applicant.iin notTheHead']],
    ['was not told its head by a silent register', { headIin: iinNumber(2), evidence: declared }, []],
  ])('%s', (_what, over, problems) => {
    expect(said(organisationProblems({ ...organisation, ...over }, iinNumber(1)))).toEqual(problems)
  })

  it('is wanted where an organisation asks, and only there', async () => {
    const draft = await wholeDraft(createFakeDesk())
    const of = (more: Partial<IntakeDraft>) => said(draftProblems(definition, { ...draft, ...more }, 'centre', at))
    expect([of({ applicantKind: 'organisation' }), of({ applicantKind: 'organisation', organisation }), of({})]).toEqual([
      ['organisation.bin required'],
      [],
      [],
    ])
  })
})

describe('the payment', () => {
  const evidence = { outcome: 'declared' as const, register: 'ЭҮТШ' as const, declaredAt: at, why: 'unavailable' as const }
  it.each<[string, Channel, TypedPayment | undefined, readonly string[]]>([
    ['is missing', 'centre', undefined, ['payment.reference required']],
    ['is of blanks', 'centre', { reference: ' ', evidence }, ['payment.reference required']],
    ['was not asked for', 'centre', { reference: 'P-1' }, ['payment.reference notAsked']],
    ['is complete', 'centre', { reference: 'P-1', evidence }, []],
    ['is not wanted in this channel', 'portal', undefined, []],
  ])('%s', (_what, channel, payment, problems) => {
    expect(said(paymentDraftProblems(richService, payment, channel))).toEqual(problems)
  })
})

describe('the form', () => {
  it('is controlled with its channel, by the names the page knows', async () => {
    const draft = { ...(await wholeDraft(createFakeDesk())), answers: { children: [{ fullName: 'Әлия', kin: 'ward' }] } }
    const problems = draftProblems(richService, draft, 'portal', at)
    expect(problems.filter(({ step }) => step === 'form')).toEqual([
      { step: 'form', field: 'answers.children.0.decision', code: 'required' },
      { step: 'form', field: 'answers.agreed', code: 'required' },
    ])
  })
})

describe('the documents', () => {
  it('lack pages, the look at the original, or have too many; a representative brings one more', async () => {
    const desk = createFakeDesk()
    const draft = await wholeDraft(desk)
    const [application, identity] = draft.slots
    const [page] = identity?.pages ?? []
    if (application === undefined || identity === undefined || page === undefined) throw new Error('The builder fills both')
    const slots = [
      { ...application, originalSeen: false },
      { ...identity, pages: Array.from({ length: 5 }, () => page) },
      { slotId: 'addressProof', originalSeen: false, pages: [] },
    ]
    expect([
      said(documentProblems(definition, draft, 'centre')),
      said(documentProblems(definition, { ...draft, slots, representative: typedRepresentative() }, 'centre')),
      draftProblems(definition, { ...draft, slots: [] }, 'centre', at),
    ]).toEqual([
      [],
      ['slots.application originalNotSeen', 'slots.identity tooManyPages', 'slots.authority missingPages'],
      [
        { step: 'documents', field: 'slots.application', code: 'missingPages' },
        { step: 'documents', field: 'slots.identity', code: 'missingPages' },
      ],
    ])
  })
})
