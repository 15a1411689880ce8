import { describe, expect, it } from 'vitest'
import type { Answers, FormField } from '#core/domain/service-form.ts'
import { besides, fieldAt, focusNameOf, isEmptyRow, valueAt, withValue } from '#renderer/features/form/answer-paths.ts'

const answers: Answers = { address: 'Өскемен', children: [{ iin: '1' }, { iin: '2', name: 'Айша' }], purpose: { kk: 'а', ru: 'б' } }
const label = { kk: 'Атау', ru: 'Название' }
const fields: readonly FormField[] = [
  { id: 'purpose', type: 'bilingual', label, required: true, maxLength: 100 },
  {
    id: 'children',
    type: 'repeat',
    label,
    itemLabel: label,
    required: true,
    min: 1,
    max: 5,
    fields: [{ id: 'iin', type: 'iin', label, required: true }],
  },
]

describe('a field’s address', () => {
  it('reads a value on the form and in a row, and nothing where there is none', () => {
    expect(['address', 'children.1.name', 'children.5.iin', 'missing'].map((path) => valueAt(answers, path))).toEqual([
      'Өскемен',
      'Айша',
      undefined,
      undefined,
    ])
    expect(valueAt(answers, 'children')).toBeUndefined()
  })

  it('changes one value and keeps the others as the same objects', () => {
    const changed = withValue(answers, 'children.1.name', 'Әмина')
    expect(changed['children']).toEqual([{ iin: '1' }, { iin: '2', name: 'Әмина' }])
    expect((changed['children'] as readonly unknown[])[0]).toBe((answers['children'] as readonly unknown[])[0])
    expect(changed['purpose']).toBe(answers['purpose'])
    expect(withValue(answers, 'address', 'Семей')).toEqual({ ...answers, address: 'Семей' })
  })

  it('adds nothing to a row that is gone', () => {
    expect(withValue(answers, 'children.7.iin', '3')['children']).toEqual(answers['children'])
  })

  it('finds the neighbour in the same row', () => {
    expect([besides('children.1.iin', 'name'), besides('iin', 'name')]).toEqual(['children.1.name', 'name'])
  })

  it('names the field of a problem with its row and language', () => {
    expect(fieldAt(fields, 'children.2.iin')).toMatchObject({ field: { type: 'iin' }, row: 2, repeat: { id: 'children' } })
    expect(fieldAt(fields, 'children')).toMatchObject({ field: { type: 'repeat' } })
    expect(fieldAt(fields, 'purpose.ru')).toMatchObject({ field: { id: 'purpose' }, language: 'ru' })
    expect(fieldAt(fields, 'missing')).toBeUndefined()
  })

  it('leads the focus to the Kazakh text of a bilingual field', () => {
    expect([focusNameOf('answers.purpose', { type: 'bilingual' }), focusNameOf('answers.x', { type: 'text' })]).toEqual([
      'answers.purpose.kk',
      'answers.x',
    ])
  })

  it('takes blanks for nothing in a row', () => {
    expect([{}, { iin: ' ' }, { name: { kk: '', ru: '' } }, { name: { kk: 'а', ru: '' } }].map(isEmptyRow)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})
