import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import definitionJson from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { ofStep, problemsOfIntake, saidProblems } from '#renderer/features/intake/intake-problems.ts'
import {
  changeAnswers,
  changeApplicant,
  goToStep,
  hasUnsavedTyping,
  type Intake,
  leaveField,
  takeAnswers,
  toggleRepresentative,
  tryStep,
  undoTaking,
  useIntakeStore,
} from '#renderer/features/intake/intake-store.ts'
import { stepStateOf } from '#renderer/features/intake/IntakeSteps.tsx'
import { fillAnswers } from '#renderer/features/intake/steps/form/fill-answers.ts'

const caseId = '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11'
const definition = ServiceDefinition.parse(definitionJson)
const now = '2026-11-20T05:00:00.000Z'
const open = (): Intake => {
  useIntakeStore.getState().open({ caseId, definition, channel: 'centre', openedAt: now, draft: emptyDraft('kk'), rejection: undefined })
  return get()
}
const get = (): Intake => {
  const { intake } = useIntakeStore.getState()
  if (intake === undefined) throw new Error('No intake is open')
  return intake
}
const fieldsSaid = (intake: Intake): readonly string[] => saidProblems(problemsOfIntake(intake, now), intake).map(({ field }) => field)

beforeEach(() => useIntakeStore.getState().close())

describe('what is said of problems', () => {
  it('says nothing at the beginning, a wrong value when its field is left, an empty one when the step is tried', () => {
    const typed = changeApplicant(open(), { iin: '12', phone: '+7705' })
    expect(fieldsSaid(typed)).toEqual([])
    expect(fieldsSaid(leaveField(leaveField(typed, 'applicant.iin'), 'applicant.surname'))).toEqual(['applicant.iin'])
    expect(fieldsSaid(tryStep(typed, 'applicant'))).toContain('applicant.surname')
  })

  it('keeps to the step, and shows all at the review', () => {
    const problems = problemsOfIntake(open(), now)
    expect(new Set(ofStep(problems, 'documents').map(({ step }) => step))).toEqual(new Set(['documents']))
    expect(ofStep(problems, 'review')).toEqual(problems)
  })

  it('marks a step done once the operator was there and nothing of it is wrong', () => {
    const problems = [{ step: 'form', field: 'answers.address', code: 'required' }] as const
    const none = new Set<Intake['draft']['step']>()
    expect([
      stepStateOf('applicant', 'documents', problems, none),
      stepStateOf('form', 'documents', problems, none),
      stepStateOf('documents', 'documents', problems, none),
      stepStateOf('review', 'documents', problems, none),
    ]).toEqual(['done', 'todo', 'current', 'todo'])
  })
})

describe('the draft in the page', () => {
  it('is unsaved from the first change until the core has that very draft', () => {
    open()
    expect(hasUnsavedTyping(caseId)).toBe(false)
    useIntakeStore.getState().edit((intake) => changeApplicant(intake, { surname: 'Ә' }))
    expect([hasUnsavedTyping(caseId), hasUnsavedTyping('another')]).toEqual([true, false])
    useIntakeStore.setState({ saved: get().draft })
    expect(hasUnsavedTyping(caseId)).toBe(false)
  })

  it('adds and takes away a representative, leaving no empty property behind', () => {
    const acting = toggleRepresentative(open(), true)
    expect(acting.draft.representative).toMatchObject({ iin: '', notarised: false })
    expect(toggleRepresentative(acting, false).draft).toEqual(emptyDraft('kk'))
  })

  it('forgets the look-up of another IIN', () => {
    const asked: Intake = { ...changeApplicant(open(), { iin: '900305450120' }), person: { state: 'asking' } }
    expect(changeApplicant(asked, { surname: 'А' }).person.state).toBe('asking')
    expect(changeApplicant(asked, { iin: '90030545012' }).person.state).toBe('idle')
  })
})

describe('filling the form from the applicant', () => {
  it('fills what nobody has touched when the form is come to, and nothing else', () => {
    const typed = changeApplicant(open(), { address: 'Өскемен қ., Қазақстан к-сі, 12', email: 'a@b.kz' })
    expect(goToStep(typed, 'form').draft.answers).toEqual({ address: 'Өскемен қ., Қазақстан к-сі, 12', email: 'a@b.kz' })
    expect(
      goToStep(
        changeAnswers(typed, (answers) => ({ ...answers, address: '' })),
        'form',
      ).draft.answers,
    ).toEqual({ address: '', email: 'a@b.kz' })
    expect(goToStep(typed, 'documents').draft.answers).toEqual({})
  })

  it('is the same object where there is nothing to fill', () => {
    const { draft } = open()
    expect(fillAnswers(definition, draft, 'centre')).toBe(draft.answers)
  })
})

describe('answers of an earlier request', () => {
  it('are taken over what stands there, and given back by one undo', () => {
    const typed = changeAnswers(open(), () => ({ address: 'Жаңа мекенжай', handOutWay: 'inPerson' }))
    const taken = takeAnswers(typed, { address: 'Ескі мекенжай' })
    expect(taken.draft.answers).toEqual({ address: 'Ескі мекенжай', handOutWay: 'inPerson' })
    expect(undoTaking(taken).draft.answers).toEqual({ address: 'Жаңа мекенжай', handOutWay: 'inPerson' })
    expect(undoTaking(undoTaking(taken)).beforeTaking).toBeUndefined()
  })
})
