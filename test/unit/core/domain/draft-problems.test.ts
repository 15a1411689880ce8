import { describe, expect, it } from 'vitest'
import { applicantProblems, documentProblems, draftProblems, formProblems, representativeProblems } from '#core/domain/draft-problems.ts'
import { emptyDraft, type TypedPerson, type TypedRepresentative } from '#core/domain/intake-draft.ts'
import type { Answers } from '#core/domain/service.ts'
import { iinNumber } from '#test/builders/case-log.ts'
import { typedPerson, typedRepresentative, wholeDraft } from '#test/builders/draft.ts'
import { createFakeDesk, definition } from '#test/fakes/desk.ts'

const today = '2026-11-20'
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
    expect(said(representativeProblems(typedRepresentative(over), iinNumber(1), today))).toEqual(problems)
  })
})

describe('the form', () => {
  const answers: Answers = { address: 'Өскемен', presentedTo: { kk: 'Банкке', ru: 'В банк' }, handOutWay: 'inPerson' }
  it.each<[string, Answers, readonly string[]]>([
    ['is complete', {}, []],
    ['is not asked for what a condition hides', { email: 'wrong' }, []],
    ['is asked for it once it is shown', { handOutWay: 'email' }, ['answers.email required']],
    ['has one language only', { presentedTo: { kk: 'Банкке', ru: ' ' } }, ['answers.presentedTo.ru required']],
    [
      'has text where two languages belong',
      { presentedTo: 'Банкке' },
      ['answers.presentedTo.kk required', 'answers.presentedTo.ru required'],
    ],
    ['is too long', { address: 'а'.repeat(401) }, ['answers.address tooLong']],
    ['has a choice that is none', { handOutWay: 'pigeon' }, ['answers.handOutWay choice']],
  ])('%s', (_what, over, problems) => {
    expect(said(formProblems(definition, { ...answers, ...over }, today))).toEqual(problems)
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
      said(documentProblems(definition, draft)),
      said(documentProblems(definition, { ...draft, slots, representative: typedRepresentative() })),
      draftProblems(definition, { ...draft, slots: [] }, '2026-11-20T05:00:00.000Z'),
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
