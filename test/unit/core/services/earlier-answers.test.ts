import { describe, expect, it } from 'vitest'
import { err, ok } from '#core/base/result.ts'
import type { FormField } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { earlierAnswers } from '#core/services/earlier-answers.ts'
import { fittingAnswers, withoutConsents } from '#core/services/fitting-answers.ts'
import { iinNumber, newCaseId } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
import { readyCase, typedPerson } from '#test/builders/draft.ts'
import { richService } from '#test/builders/rich-service.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

const answers = {
  children: [
    { fullName: 'Әлия', kin: 'own' },
    { fullName: 'Ерлан', kin: 'ward', decision: '№ 5' },
  ],
  income: '100,50',
  note: { kk: 'ескерту', ru: 'примечание' },
  agreed: 'yes',
}

/** The service's form with one field changed, or left out. */
const changed = (id: string, change: (field: FormField) => FormField | undefined): ServiceDefinition => ({
  ...richService,
  form: richService.form.map((page) => ({
    ...page,
    fields: page.fields.flatMap((field) => (field.id === id ? (change(field) ?? []) : [field])),
  })),
})

describe('fittingAnswers', () => {
  it('to the same form are all of them', () => expect(fittingAnswers(richService, richService, answers)).toEqual(answers))

  it.each<[string, ServiceDefinition, object]>([
    ['a field that is gone', changed('income', () => undefined), { ...answers, income: undefined }],
    [
      'a field of another type',
      changed('income', ({ id, label }) => ({ id, label, type: 'text', required: false, maxLength: 9 }) as FormField),
      { ...answers, income: undefined },
    ],
    [
      'a choice that is not offered any more, in its row alone',
      changed('children', (field) =>
        field.type !== 'repeat'
          ? field
          : {
              ...field,
              fields: field.fields.map((inner) =>
                inner.type === 'choice' ? { ...inner, options: inner.options.filter(({ value }) => value !== 'own') } : inner,
              ),
            },
      ),
      { ...answers, children: [{ fullName: 'Әлия' }, answers.children[1]] },
    ],
    [
      'rows beyond what the form takes',
      changed('children', (field) => (field.type === 'repeat' ? { ...field, max: 1 } : field)),
      { ...answers, children: [answers.children[0]] },
    ],
  ])('leave out %s', (_what, present, expected) => {
    expect({ ...expected }).toMatchObject(fittingAnswers(present, richService, answers))
    expect(fittingAnswers(present, richService, answers)).toEqual(JSON.parse(JSON.stringify(expected)))
  })

  it('leave out what is not shaped as its field', () => {
    expect(fittingAnswers(richService, richService, { children: 'x', income: { kk: 'а', ru: 'а' }, note: 'x', unknown: 'x' })).toEqual({})
  })

  it('consents are given anew', () => {
    const { agreed: _agreed, ...others } = answers
    expect(withoutConsents(richService, answers)).toEqual(others)
  })
})

describe('earlierAnswers', () => {
  const request = {
    service: { id: richService.id, version: richService.version, name: richService.name },
    answers,
  }

  it('offers this applicant’s signed requests for this service, newest first, without consents', async () => {
    const desk = createFakeDesk({ services: [richService] })
    const old = await centreCase(desk, 'handedOut', request)
    const young = await centreCase(desk, 'queued', { ...request, answers: { income: '7' } })
    await centreCase(desk, 'registered', { ...request, applicant: { ...deskApplicant(old, desk), iin: iinNumber(4) } })
    await centreCase(desk, 'registered', { ...request, answers: { agreed: 'yes' } })
    const caseId = await readyCase(desk, {}, richService.id)
    const { agreed: _agreed, ...offered } = answers
    expect(earlierAnswers(desk, caseId)).toEqual(
      ok({
        offers: [
          { caseId: young, number: '90010000000001', signedAt: '2026-11-20T05:00:00.000Z', answers: { income: '7' } },
          { caseId: old, number: '000000000001', signedAt: '2026-11-20T05:00:00.000Z', answers: offered },
        ],
      }),
    )
  })

  it('offers nothing to who is not known yet, nor where nothing was asked before', async () => {
    const desk = createFakeDesk({ services: [richService] })
    await centreCase(desk, 'queued', request)
    const unnamed = await readyCase(desk, { applicant: typedPerson({ iin: '' }) }, richService.id)
    const other = await readyCase(desk, { applicant: typedPerson({ iin: iinNumber(5) }) }, richService.id)
    expect([earlierAnswers(desk, unnamed), earlierAnswers(desk, other), earlierAnswers(desk, newCaseId())]).toEqual([
      ok({ offers: [] }),
      ok({ offers: [] }),
      err({ tag: 'case/missing', remedy: 'support' }),
    ])
  })
})

function deskApplicant(caseId: Parameters<typeof earlierAnswers>[1], desk: ReturnType<typeof createFakeDesk>) {
  const applicant = desk.stores.cases.state(caseId)?.request?.applicant
  if (applicant === undefined) throw new Error('The builder signs')
  return applicant
}
