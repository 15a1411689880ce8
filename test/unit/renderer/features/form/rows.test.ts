import { describe, expect, it } from 'vitest'
import type { RepeatField } from '#core/domain/service-form.ts'
import { addPerson, addRow, isInRows, offeredIn, removeRow, restoreRow, withLeastRows } from '#renderer/features/form/rows.ts'
import { children } from '#test/fakes/page/people.ts'

const label = { kk: 'бала', ru: 'ребёнок' }
const field: RepeatField = {
  id: 'children',
  type: 'repeat',
  label,
  itemLabel: label,
  required: true,
  min: 0,
  max: 2,
  fields: [{ id: 'iin', type: 'iin', label, required: true }],
  suggest: { from: 'children', iin: 'iin', fullName: 'fullName', birthDate: 'birthDate' },
}
const facts = { 'applicant.kind': 'person', channel: 'centre' } as const
const [first, second, third] = children
const rowOf = (child: typeof first) => ({
  iin: child?.iin,
  fullName: `${child?.name.surname} ${child?.name.givenName} ${child?.name.patronymic}`,
  birthDate: child?.birthDate,
})

describe('rows of a list', () => {
  it('begin with one where the list is required, and only where it stands on the form', () => {
    expect(withLeastRows([field], {}, facts)).toEqual({ children: [{}] })
    const hidden = { ...field, when: [{ field: 'channel', oneOf: ['portal'] }] }
    const none = {}
    expect(withLeastRows([hidden], none, facts)).toBe(none)
    const begun = { children: [{ iin: '1' }] }
    expect(withLeastRows([field], begun, facts)).toBe(begun)
  })

  it('are added up to the most', () => {
    const full = addRow(addRow({}, field), field)
    expect(full).toEqual({ children: [{}, {}] })
    expect(addRow(full, field)).toBe(full)
  })

  it('come back where they were', () => {
    const answers = { children: [{ iin: '1' }, { iin: '2' }] }
    const without = removeRow(answers, 'children', 0)
    expect(without).toEqual({ children: [{ iin: '2' }] })
    expect(restoreRow(without, 'children', 0, { iin: '1' })).toEqual(answers)
  })
})

describe('people of the register of civil acts', () => {
  const add = (answers: Parameters<typeof addPerson>[0], child: typeof first) =>
    child === undefined ? answers : addPerson(answers, field, child)

  it('fill the empty row first, then a new one, and never beyond the most', () => {
    const one = add({ children: [{}] }, first)
    expect(one).toEqual({ children: [rowOf(first)] })
    const two = add(one, second)
    expect(two).toEqual({ children: [rowOf(first), rowOf(second)] })
    expect(add(two, third)).toBe(two)
  })

  it('are not added twice', () => {
    const one = add({}, first)
    expect(add(one, first)).toBe(one)
    const { suggest } = field
    if (suggest === undefined || first === undefined || second === undefined) throw new Error('The list is suggested')
    expect([first, second].map((child) => isInRows([{ iin: first.iin }], suggest, child))).toEqual([true, false])
  })

  it('are the children or the wards, as the list asks', () => {
    const family = { iin: first?.iin as never, children: [...children], wards: [] }
    expect(offeredIn({ from: 'children' }, family)).toHaveLength(3)
    expect(offeredIn({ from: 'wards' }, family)).toEqual([])
  })
})
