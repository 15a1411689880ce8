import { describe, expect, it } from 'vitest'
import { fullNameOf } from '#core/domain/person.ts'
import { Decision } from '#core/domain/result-document.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { Answers, FormField } from '#core/domain/service-form.ts'
import {
  chosenForm,
  decisionOf,
  decisionProblems,
  openDecision,
  toggleGround,
} from '#renderer/features/provider/decision/decision-draft.ts'
import { prefillOf, stillPrefilled, withNotes } from '#renderer/features/provider/decision/prefill.ts'
import { resultChoices } from '#renderer/features/provider/request-facts.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { makeProviderCases } from '#test/fakes/page/provider-cases.ts'

const now = '2026-11-20T05:00:00.000Z'
const cases = makeProviderCases(now)

/** What the desk of a case decides on. */
function decidedAt(index: number, answers?: Answers, hasIntermediate = false) {
  const one = cases.get(caseIdOf(index))
  const request = one === undefined ? undefined : foldCase(one.log).request
  if (one === undefined || request === undefined) throw new Error('No such case')
  const changed = answers === undefined ? request : { ...request, answers }
  return { definition: one.definition, request: changed, choices: resultChoices(one.definition, changed, hasIntermediate) }
}
const unemployed = decidedAt(102)
const kindergarten = decidedAt(105)
const support = decidedAt(103)

describe('the results to choose from', () => {
  it('are those of this case: positive, intermediate, refusal', () => {
    expect(kindergarten.choices.map(({ id }) => id)).toEqual(['referral', 'queueNotice', 'refusal'])
  })

  it('leave the intermediate paper out once it was given', () => {
    expect(decidedAt(104, undefined, true).choices.map(({ id }) => id)).toEqual(['referral', 'refusal'])
  })

  it('depend on where the request came from', () => {
    const portal = decidedAt(106)
    const atDesk = resultChoices(portal.definition, { ...portal.request, channel: 'provider' }, false)
    expect([portal.choices, atDesk].map((forms) => forms.map(({ id }) => id))).toEqual([
      ['notice', 'refusal'],
      ['certificate', 'refusal'],
    ])
  })

  it("settle what asks the applicant's answers, and leave the provider's own conditions to the form", () => {
    const { definition, request } = unemployed
    const [first] = definition.results
    if (first === undefined) throw new Error('A service has results')
    const text = (id: string, when?: FormField['when']): FormField => ({
      id,
      type: 'text',
      maxLength: 100,
      required: true,
      label: { kk: id, ru: id },
      ...(when === undefined ? {} : { when }),
    })
    const asked = [
      text('place'),
      text('byHand', [{ field: 'handOutWay', oneOf: ['inPerson'] }]),
      text('byMail', [{ field: 'handOutWay', oneOf: ['email'] }]),
      text('house', [{ field: 'place', oneOf: ['own'] }]),
    ]
    const changed = ServiceDefinition.parse({ ...definition, results: [{ ...first, asked }, ...definition.results.slice(1)] })
    expect(resultChoices(changed, request, false)[0]?.asked.map(({ id, when }) => [id, when])).toEqual([
      ['place', undefined],
      ['byHand', undefined],
      ['house', [{ field: 'place', oneOf: ['own'] }]],
    ])
  })
})

describe('a decision being typed', () => {
  const draft = openDecision(unemployed, undefined)
  const chosen = chosenForm(unemployed.choices, draft)
  const problemsOf = (fields: Answers) =>
    decisionProblems(unemployed.request, chosen, { ...draft, fields: { certificate: fields } }, now).map(({ field, ...rest }) => [
      field,
      rest.of === 'form' ? rest.problem.code : rest.code,
    ])

  it('asks for both languages of what is required', () => {
    expect(problemsOf({ registeredInfo: { kk: 'иә', ru: '' } })).toEqual([['fields.registeredInfo.ru', 'required']])
    expect(problemsOf({})).toEqual([
      ['fields.registeredInfo.kk', 'required'],
      ['fields.registeredInfo.ru', 'required'],
    ])
    expect(problemsOf({ registeredInfo: { kk: 'иә', ru: 'да' } })).toEqual([])
  })

  it('can be kept half-typed, but a refusal only whole', () => {
    expect(Decision.parse(decisionOf(chosen, draft))).toEqual({ outcome: 'positive', form: 'certificate', fields: {} })
    const refusal = chosenForm(unemployed.choices, { form: 'refusal' })
    const half = { ...draft, form: 'refusal', explanation: { kk: 'Тіркелмеген', ru: ' ' } }
    expect(decisionOf(refusal, half)).toBeUndefined()
    expect(decisionProblems(unemployed.request, refusal, half, now)).toEqual([
      { field: 'grounds', of: 'refusal', code: 'groundsNeeded' },
      { field: 'explanation.ru', of: 'refusal', code: 'bothLanguages' },
    ])
    const whole = { ...half, groundIds: ['notRegistered'], explanation: { kk: 'Тіркелмеген', ru: 'Не зарегистрирован' } }
    expect(Decision.parse(decisionOf(refusal, { ...whole, wrongFields: ['slots.identity'] }))).toEqual({
      outcome: 'refusal',
      groundIds: ['notRegistered'],
      explanation: { kk: 'Тіркелмеген', ru: 'Не зарегистрирован' },
      wrongFields: ['slots.identity'],
    })
    expect(decisionOf(refusal, whole)).not.toHaveProperty('wrongFields')
    expect(decisionProblems(unemployed.request, refusal, whole, now)).toEqual([])
  })

  it('opens a required list with a row, and names what is wrong in it', () => {
    const opened = openDecision(support, undefined)
    expect(opened.fields['assignmentNotice']).toEqual({ payments: [{}] })
    const form = chosenForm(support.choices, opened)
    const typed = { ...opened, fields: { assignmentNotice: { payments: [{ quarter: '1', year: '2026', amount: '0' }] } } }
    expect(decisionProblems(support.request, form, typed, now).map(({ field }) => field)).toEqual(['fields.payments.0.amount'])
  })

  it('keeps what was entered for the other results', () => {
    const typed = {
      ...openDecision(kindergarten, undefined),
      fields: { referral: { referralNumber: '7' }, queueNotice: { queueNumber: '41' } },
    }
    expect(decisionOf(chosenForm(kindergarten.choices, { form: 'queueNotice' }), typed)).toEqual({
      outcome: 'intermediate',
      form: 'queueNotice',
      fields: { queueNumber: '41' },
    })
  })

  it('opens what was saved', () => {
    const saved = {
      outcome: 'refusal' as const,
      groundIds: ['notRegistered'],
      explanation: { kk: 'а', ru: 'б' },
      wrongFields: ['applicant.iin'],
    }
    const opened = openDecision(unemployed, saved)
    expect([opened.form, decisionOf(chosenForm(unemployed.choices, opened), opened)]).toEqual(['refusal', saved])
    const notice = { outcome: 'intermediate' as const, form: 'queueNotice', fields: { queueNumber: '41' } }
    const reopened = openDecision(kindergarten, notice)
    expect(decisionOf(chosenForm(kindergarten.choices, reopened), reopened)).toEqual(notice)
  })

  it('keeps grounds in the official order, whatever order they were ticked in', () => {
    const order = unemployed.definition.refusalGrounds.map(({ id }) => id)
    const ticked = toggleGround(toggleGround(draft, 'notRegistered', true, order), 'incompleteDocuments', true, order)
    expect(ticked.groundIds).toEqual(['incompleteDocuments', 'notRegistered'])
    expect(toggleGround(ticked, 'notRegistered', false, order).groundIds).toEqual(['incompleteDocuments'])
  })
})

describe('what the request already says', () => {
  const base = { required: true, label: { kk: 'Ө', ru: 'П' } }
  const asked: readonly FormField[] = [
    { ...base, id: 'name', type: 'text', maxLength: 200, fill: 'applicant.fullName' },
    { ...base, id: 'children', type: 'text', maxLength: 500, fill: 'form.child.fullName' },
    { ...base, id: 'relation', type: 'text', maxLength: 200, fill: 'form.relation' },
    { ...base, id: 'place', type: 'text', maxLength: 200, fill: 'form.preferred' },
    { ...base, id: 'organisation', type: 'bilingual', maxLength: 200, fill: 'organisation.name' },
    { ...base, id: 'plain', type: 'text', maxLength: 200 },
    {
      ...base,
      id: 'other',
      type: 'choice',
      fill: 'form.relation',
      options: ['uncle', 'aunt'].map((value) => ({ value, label: { kk: value, ru: value } })),
    },
  ]
  const two = { ...kindergarten.request.answers, child: [{ fullName: 'Айбар' }, { fullName: 'Аружан' }] }
  const { definition, request } = decidedAt(105, two)
  const prefill = prefillOf(definition, request, asked)

  it('goes into the fields: names, rows joined, a choice by its label; nothing where nothing was answered', () => {
    expect(prefill).toEqual({ name: fullNameOf(request.applicant.name), children: 'Айбар, Аружан', relation: expect.any(String) as string })
    const option = definition.form.flatMap(({ fields }) => fields).find(({ id }) => id === 'relation')
    expect(option?.type === 'choice' && option.options.find(({ value }) => value === 'mother')?.label.kk).toBe(prefill['relation'])
  })

  it('puts an organisation’s name in both languages', () => {
    const portal = decidedAt(106)
    expect(prefillOf(portal.definition, portal.request, asked)['organisation']).toEqual({
      kk: '«Ертіс Медиа» ЖШС',
      ru: 'ТОО «Ертис Медиа»',
    })
  })

  it('is marked as long as it stands as it was filled', () => {
    const prefilled = stillPrefilled(prefill, { ...prefill, name: 'Басқа' })
    expect(prefilled).toEqual(['children', 'relation'])
    const note = { kk: 'Өтініштен алынды.', ru: 'Взято из заявления.' }
    expect(withNotes(asked, prefilled, note).map(({ help }) => help)).toEqual([
      undefined,
      note,
      note,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('does not come back into a field that was emptied', () => {
    const [first] = definition.results
    if (first === undefined) throw new Error('A service has results')
    const changed = ServiceDefinition.parse({ ...definition, results: [{ ...first, asked }, ...definition.results.slice(1)] })
    const decided = { definition: changed, request, choices: resultChoices(changed, request, false) }
    const saved = { outcome: 'positive' as const, form: first.id, fields: { name: '' } }
    expect(openDecision(decided, saved).fields[first.id]).toMatchObject({ name: '', children: 'Айбар, Аружан' })
  })
})
