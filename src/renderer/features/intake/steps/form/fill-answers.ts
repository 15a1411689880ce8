import type { IntakeDraft, TypedPerson } from '#core/domain/intake-draft.ts'
import type { Answers, FormField, ServiceDefinition } from '#core/domain/service.ts'

const known: Readonly<Record<NonNullable<FormField['fill']>, (person: TypedPerson) => string>> = {
  'applicant.address': (person) => person.address,
  'applicant.email': (person) => person.email,
  'applicant.phone': (person) => person.phone,
  'applicant.fullName': (person) => [person.surname, person.givenName, person.patronymic].filter(Boolean).join(' '),
}

/** Answers with what is already known put into fields that nobody has touched. The same object where there is nothing to fill. */
export function fillAnswers(definition: ServiceDefinition, draft: Pick<IntakeDraft, 'applicant' | 'answers'>): Answers {
  const filled = definition.form
    .flatMap((page) => page.fields)
    .filter((field) => field.type !== 'bilingual' && draft.answers[field.id] === undefined)
    .flatMap((field): [string, string][] => {
      const value = field.fill === undefined ? '' : known[field.fill](draft.applicant)
      return value === '' ? [] : [[field.id, value]]
    })
  return filled.length === 0 ? draft.answers : { ...draft.answers, ...Object.fromEntries(filled) }
}
