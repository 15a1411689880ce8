import { fullNameOf } from '#core/domain/person.ts'
import { joinedValues, printedText, printedValue } from '#core/domain/printed-value.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { type Answers, type AnswerText, fieldsOf, type FillSource, type FormField, type SimpleField } from '#core/domain/service-form.ts'
import type { Locale } from '#core/domain/text.ts'

type FormSource = Extract<FillSource, `form.${string}`>
type PersonSource = Exclude<FillSource, FormSource>

const isOfForm = (source: FillSource): source is FormSource => source.startsWith('form.')

function ofPersons(source: PersonSource, { applicant, organisation }: ServiceRequest): AnswerText | undefined {
  switch (source) {
    case 'applicant.fullName':
      return fullNameOf(applicant.name)
    case 'applicant.birthDate':
      return applicant.birthDate
    case 'applicant.birthYear':
      return applicant.birthDate.slice(0, 4)
    case 'applicant.address':
      return applicant.address
    case 'applicant.phone':
      return applicant.phone
    case 'applicant.email':
      return applicant.email
    case 'organisation.name':
      return organisation?.name
    case 'organisation.address':
      return organisation?.address
    case 'organisation.headName':
      return organisation === undefined ? undefined : fullNameOf(applicant.name)
    // The request does not carry the identity document: it is known at the counter alone.
    case 'applicant.identityNumber':
    case 'applicant.identityIssuedAt':
      return undefined
  }
}

/** The applicant's answer as it stands; where it goes into a field of another kind, as it would be printed. */
function ofForm(source: FormSource, field: SimpleField, form: readonly FormField[], answers: Answers): AnswerText | undefined {
  const [, id = '', inner] = source.split('.')
  const asked = form.find((candidate) => candidate.id === id)
  const answer = answers[id]
  if (asked === undefined || answer === undefined) return undefined
  if (asked.type !== 'repeat') {
    if (Array.isArray(answer)) return undefined
    return asked.type === field.type ? answer : printed(printedValue(asked, answer))
  }
  const column = asked.fields.find((candidate) => candidate.id === inner)
  if (column === undefined || !Array.isArray(answer)) return undefined
  return joinedValues(answer.flatMap((row) => printedValue(column, row[column.id]) ?? []))
}

const printed = (value: AnswerText | undefined): AnswerText | undefined => (typeof value === 'string' ? printedText(value) : value)

/** The value as the field takes it; an option that the field does not have is no answer. */
function inKind(field: SimpleField, value: AnswerText, language: Locale): AnswerText | undefined {
  if (field.type === 'bilingual') return typeof value === 'string' ? { kk: value, ru: value } : value
  const text = typeof value === 'string' ? value : value[language]
  return field.type === 'choice' && !field.options.some((option) => option.value === text) ? undefined : text
}

/** What the request already says of the fields the provider is asked. */
export function prefillOf(definition: Pick<ServiceDefinition, 'form'>, request: ServiceRequest, asked: readonly FormField[]): Answers {
  const form = fieldsOf(definition.form)
  return Object.fromEntries(
    asked.flatMap((field): [string, AnswerText][] => {
      if (field.type === 'repeat' || field.fill === undefined) return []
      const { fill } = field
      const said = isOfForm(fill) ? ofForm(fill, field, form, request.answers) : ofPersons(fill, request)
      const value = said === undefined ? undefined : inKind(field, said, request.language)
      return value === undefined ? [] : [[field.id, value]]
    }),
  )
}

/** The fields that still say what they were filled with. */
export const stillPrefilled = (prefill: Answers, fields: Answers): readonly string[] =>
  Object.entries(prefill)
    .filter(([id, value]) => JSON.stringify(fields[id]) === JSON.stringify(value))
    .map(([id]) => id)

/** The same fields, those that were filled marked with where their value is from. */
export const withNotes = (
  asked: readonly FormField[],
  prefilled: readonly string[],
  note: { kk: string; ru: string },
): readonly FormField[] =>
  asked.map((field) => {
    if (!prefilled.includes(field.id)) return field
    const { help } = field
    return { ...field, help: help === undefined ? note : { kk: `${note.kk} ${help.kk}`, ru: `${note.ru} ${help.ru}` } }
  })
