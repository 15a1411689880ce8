import { describe, expect, it } from 'vitest'
import type { SimpleField } from '#core/domain/service-form.ts'
import { differsFrom, fillBeside, type FillRequest, takeBeside } from '#renderer/features/form/fill-from-register.ts'
import type { Found } from '#renderer/features/form/form-registers.ts'
import { organisations, people } from '#test/fakes/page/people.ts'

const label = { kk: 'Атау', ru: 'Название' }
const beside: readonly SimpleField[] = [
  { id: 'iin', type: 'iin', label, required: true },
  { id: 'fullName', type: 'text', label, required: true, maxLength: 200 },
  { id: 'birthDate', type: 'date', label, required: true },
  { id: 'name', type: 'bilingual', label, required: true, maxLength: 200 },
  { id: 'address', type: 'text', label, required: true, maxLength: 200 },
]
const personAt = (index: number): Found => {
  const person = people[index]
  if (person === undefined) throw new Error('No such person')
  return { kind: 'person', person }
}
const request = (found: Found, more: Partial<FillRequest> = {}): FillRequest => ({
  path: 'rows.0.iin',
  fills: { fullName: 'fullName', birthDate: 'birthDate' },
  found,
  beside,
  language: 'ru',
  ...more,
})

describe('a register’s answer', () => {
  it('fills what is empty in its own row, and leaves what a person typed', () => {
    const answers = { rows: [{ iin: '1', fullName: 'Басқа Адам' }, { iin: '2' }] }
    expect(fillBeside(answers, request(personAt(1)))).toEqual({
      rows: [{ iin: '1', fullName: 'Басқа Адам', birthDate: '1990-02-03' }, { iin: '2' }],
    })
  })

  it('replaces what the register said of the digits before', () => {
    const first = fillBeside({ rows: [{ iin: '1' }] }, request(personAt(1)))
    expect(fillBeside(first, request(personAt(2), { before: personAt(1) }))).toEqual({
      rows: [{ iin: '1', fullName: 'Ермекұлы Жәнібек', birthDate: '1996-11-30' }],
    })
  })

  it('differs until it is taken over', () => {
    const answers = { rows: [{ iin: '1', fullName: 'Басқа Адам', birthDate: '1990-02-03' }] }
    expect(differsFrom(answers, request(personAt(1)))).toBe(true)
    const taken = takeBeside(answers, request(personAt(1)))
    expect(taken).toEqual({ rows: [{ iin: '1', fullName: 'Серікбаев Нұрлан Қайратұлы', birthDate: '1990-02-03' }] })
    expect(differsFrom(taken, request(personAt(1)))).toBe(false)
    expect(differsFrom({ rows: [{ fullName: 'серікбаев  нұрлан қайратұлы', birthDate: '1990-02-03' }] }, request(personAt(1)))).toBe(false)
  })

  it('fills both languages of an organisation’s name, and the address in the request’s', () => {
    const [organisation] = organisations
    if (organisation === undefined) throw new Error('No organisation')
    const filled = fillBeside(
      {},
      request({ kind: 'organisation', organisation }, { path: 'bin', fills: { name: 'name', address: 'address' } }),
    )
    expect(filled).toEqual({ name: organisation.name, address: organisation.address.ru })
  })
})
