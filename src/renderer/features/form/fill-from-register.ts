import { fullNameOf } from '#core/domain/person.ts'
import type { Answers, AnswerText, SimpleField } from '#core/domain/service-form.ts'
import type { Locale } from '#core/domain/text.ts'
import { type AnswerPath, besides, bothOf, textOf, valueAt, withValue } from './answer-paths.ts'
import type { Found } from './form-registers.ts'

type Fills = NonNullable<Extract<SimpleField, { type: 'iin' | 'bin' }>['fills']>
type Filled = Readonly<Partial<Record<keyof Fills, { readonly kk: string; readonly ru: string }>>>

const same = (text: string) => ({ kk: text, ru: text })

/** What an answer of a register has for the fields beside. */
export function valuesOf(found: Found): Filled {
  if (found.kind === 'person')
    return {
      fullName: same(fullNameOf(found.person.name)),
      birthDate: same(found.person.birthDate),
      address: found.person.address,
    }
  const { name, address, head } = found.organisation
  return { name, address, headName: same(fullNameOf(head.name)) }
}

/** One field beside, and the value that the register has for it. */
interface Target {
  readonly path: AnswerPath
  readonly value: AnswerText
}

function targetsOf(path: AnswerPath, fills: Fills, found: Found, beside: readonly SimpleField[], language: Locale): readonly Target[] {
  const values = valuesOf(found)
  return (Object.keys(fills) as (keyof Fills)[]).flatMap((what) => {
    const field = beside.find((candidate) => candidate.id === fills[what])
    const value = values[what]
    if (field === undefined || value === undefined) return []
    return [{ path: besides(path, field.id), value: field.type === 'bilingual' ? value : value[language] }]
  })
}

const isEmpty = (value: AnswerText | undefined): boolean =>
  typeof value === 'object' ? value.kk.trim() === '' && value.ru.trim() === '' : (value ?? '').trim() === ''

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('kk')
const isSame = (one: AnswerText | undefined, other: AnswerText): boolean =>
  typeof other === 'string'
    ? plain(textOf(one)) === plain(other)
    : plain(bothOf(one).kk) === plain(other.kk) && plain(bothOf(one).ru) === plain(other.ru)

export interface FillRequest {
  readonly path: AnswerPath
  readonly fills: Fills
  readonly found: Found
  /** What the register said of the digits that stood here before: its values give way. */
  readonly before?: Found | undefined
  readonly beside: readonly SimpleField[]
  readonly language: Locale
}

/** Fills the fields beside that are empty, or that hold what the register said of the digits before. What a person typed stays. */
export function fillBeside(answers: Answers, { path, fills, found, before, beside, language }: FillRequest): Answers {
  const old = before === undefined ? [] : targetsOf(path, fills, before, beside, language)
  return targetsOf(path, fills, found, beside, language).reduce((filled, target) => {
    const now = valueAt(filled, target.path)
    const isOld = old.some((one) => one.path === target.path && isSame(now, one.value))
    return isEmpty(now) || isOld ? withValue(filled, target.path, target.value) : filled
  }, answers)
}

/** Whether something beside differs from the register. */
export const differsFrom = (answers: Answers, { path, fills, found, beside, language }: FillRequest): boolean =>
  targetsOf(path, fills, found, beside, language).some((target) => !isSame(valueAt(answers, target.path), target.value))

/** Everything that the register has, also over what was typed. */
export const takeBeside = (answers: Answers, { path, fills, found, beside, language }: FillRequest): Answers =>
  targetsOf(path, fills, found, beside, language).reduce((filled, target) => withValue(filled, target.path, target.value), answers)
