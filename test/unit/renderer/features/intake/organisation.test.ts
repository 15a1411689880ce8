import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import { problemsOfIntake } from '#renderer/features/intake/intake-problems.ts'
import { changeApplicant, goToStep, type Intake, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import {
  changeOrganisation,
  organisationAnswered,
  setApplicantKind,
  takeRegisterOrganisation,
} from '#renderer/features/intake/organisation-edits.ts'
import { changeReference } from '#renderer/features/intake/steps/form/payment.ts'
import { definitionOf } from '#test/fakes/page/catalogue.ts'
import { organisations, people } from '#test/fakes/page/people.ts'

const now = '2026-11-20T05:00:00.000Z'
const [organisation] = organisations
const [other] = people
if (organisation === undefined || other === undefined) throw new Error('People and organisations')
const evidence = { outcome: 'confirmed', register: 'ЗТ МДҚ', answeredAt: now, reference: 'r1' } as const
const answered: Intake['organisation'] = { state: 'answered', answer: { organisation, evidence } }

const open = (): Intake => {
  useIntakeStore.getState().open({
    caseId: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11',
    definition: definitionOf('foreign-press-aktobe'),
    channel: 'centre',
    openedAt: now,
    draft: emptyDraft('ru'),
    rejection: undefined,
  })
  const { intake } = useIntakeStore.getState()
  if (intake === undefined) throw new Error('No intake is open')
  return setApplicantKind(intake, 'organisation')
}
const asked = (): Intake => changeOrganisation(open(), { bin: organisation.bin })
const found = (intake: Intake): readonly string[] =>
  problemsOfIntake(intake, now)
    .filter(({ step }) => step === 'applicant')
    .map(({ field, code }) => `${field} ${code}`)

beforeEach(() => useIntakeStore.getState().close())

describe('an organisation that asks', () => {
  it('is filled by the register, confirmed, and its head becomes the person to be looked up', () => {
    const { draft } = organisationAnswered(asked(), answered)
    expect(draft.organisation).toEqual({
      bin: organisation.bin,
      name: organisation.name,
      address: organisation.address.ru,
      headIin: organisation.head.iin,
      evidence,
    })
    expect(draft.applicant.iin).toBe(organisation.head.iin)
  })

  it('keeps the name that was typed, without a confirmation, until the register’s is taken', () => {
    const typed = changeOrganisation(asked(), { name: { kk: 'Басқа атау', ru: '' } })
    const kept = organisationAnswered(typed, answered)
    expect(kept.draft.organisation).toMatchObject({ name: { kk: 'Басқа атау', ru: organisation.name.ru } })
    expect(kept.draft.organisation?.evidence).toBeUndefined()
    expect(takeRegisterOrganisation(kept).draft.organisation).toMatchObject({ name: organisation.name, evidence })
  })

  it('leaves the person that was typed, and says that they are not the head', () => {
    const intake = organisationAnswered(changeApplicant(asked(), { iin: other.iin }), answered)
    expect(intake.draft.applicant.iin).toBe(other.iin)
    expect(found(intake)).toContain('applicant.iin notTheHead')
    expect(found(changeApplicant(intake, { iin: organisation.head.iin }))).not.toContain('applicant.iin notTheHead')
  })

  it('loses confirmation, head and look-up with another BIN', () => {
    const changed = changeOrganisation(organisationAnswered(asked(), answered), { bin: '99024000123' })
    expect(changed.organisation).toEqual({ state: 'idle' })
    expect(changed.draft.organisation).toMatchObject({ headIin: '' })
    expect(changed.draft.organisation?.evidence).toBeUndefined()
  })

  it('goes, with nothing of it left behind, when a person asks after all', () => {
    const back = setApplicantKind(organisationAnswered(asked(), answered), 'person')
    expect(back.draft.applicantKind).toBe('person')
    expect(back.draft.organisation).toBeUndefined()
  })
})

describe('what the form step begins with', () => {
  it('begins required lists with a row, and fills what the organisation is known by', () => {
    const { answers } = goToStep(organisationAnswered(asked(), answered), 'form').draft
    expect(answers).toMatchObject({ periodicals: [{}], organisationAddress: organisation.address.ru })
  })
})

describe('a payment', () => {
  it('has no evidence once its number is another', () => {
    const intake = open()
    const paid: Intake = {
      ...intake,
      draft: {
        ...intake.draft,
        payment: {
          reference: '104511',
          evidence: { outcome: 'confirmed', register: 'ЭҮТШ', answeredAt: now, tenge: 100, paidOn: '2026-11-20' },
        },
      },
    }
    expect(changeReference(paid, '104511').draft.payment).toEqual(paid.draft.payment)
    expect(changeReference(paid, '10451').draft.payment).toEqual({ reference: '10451' })
  })
})
