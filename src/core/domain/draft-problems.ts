import { almatyDate } from '#core/domain/calendar.ts'
import type { Instant } from '#core/domain/ids.ts'
import { readIin } from '#core/domain/iin.ts'
import type { IntakeDraft, TypedPerson, TypedRepresentative } from '#core/domain/intake-draft.ts'
import { Applicant } from '#core/domain/person.ts'
import { type Answers, type DocumentSlot, type FormField, isShown, type ServiceDefinition } from '#core/domain/service.ts'

/** One thing that keeps a draft from being signed. `code` is the key of its sentence. */
export interface DraftProblem {
  readonly step: 'applicant' | 'form' | 'documents'
  /** Path of the field as the page names it: `applicant.iin`, `answers.presentedTo.kk`, `slots.application`. */
  readonly field: string
  readonly code:
    | 'required'
    | 'iin/notTwelveDigits'
    | 'iin/birthDateImpossible'
    | 'iin/centuryDigitImpossible'
    | 'iin/checkDigit'
    | 'birthDateDiffers'
    | 'sexDiffers'
    | 'phone'
    | 'email'
    | 'date'
    | 'dateInFuture'
    | 'tooLong'
    | 'pattern'
    | 'choice'
    | 'notAsked'
    | 'notNotarised'
    | 'samePerson'
    | 'authorityExpired'
    | 'missingPages'
    | 'originalNotSeen'
    | 'tooManyPages'
}

const phonePattern = /^\+7\d{10}$/
/** As the request's own schema takes it: what is let through here must not fail there. */
const isEmail = (text: string): boolean => Applicant.shape.email.safeParse(text).success
const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

type Found = Omit<DraftProblem, 'step'>

export function applicantProblems(person: TypedPerson): readonly Found[] {
  const found: Found[] = []
  const need = (field: Exclude<keyof TypedPerson, 'evidence'>) => {
    if (person[field].trim() === '') found.push({ field: `applicant.${field}`, code: 'required' })
  }
  const reading = readIin(person.iin)
  if (person.iin === '') need('iin')
  else if (!reading.valid) found.push({ field: 'applicant.iin', code: `iin/${reading.problem}` })
  for (const field of ['surname', 'givenName', 'birthDate', 'sex', 'address', 'phone'] as const) need(field)
  if (person.birthDate !== '' && !isDate(person.birthDate)) found.push({ field: 'applicant.birthDate', code: 'date' })
  if (reading.valid) {
    const { birthDate, sex } = reading.facts
    if (birthDate !== undefined && isDate(person.birthDate) && person.birthDate !== birthDate)
      found.push({ field: 'applicant.birthDate', code: 'birthDateDiffers' })
    if (sex !== undefined && person.sex !== '' && person.sex !== sex) found.push({ field: 'applicant.sex', code: 'sexDiffers' })
  }
  if (person.phone !== '' && !phonePattern.test(person.phone)) found.push({ field: 'applicant.phone', code: 'phone' })
  if (person.email !== '' && !isEmail(person.email)) found.push({ field: 'applicant.email', code: 'email' })
  if (reading.valid && person.evidence === undefined) found.push({ field: 'applicant.iin', code: 'notAsked' })
  return found
}

export function representativeProblems(person: TypedRepresentative, principalIin: string, today: string): readonly Found[] {
  const found: Found[] = []
  const reading = readIin(person.iin)
  if (!person.notarised) return [{ field: 'representative.notarised', code: 'notNotarised' }]
  if (person.iin === '') found.push({ field: 'representative.iin', code: 'required' })
  else if (!reading.valid) found.push({ field: 'representative.iin', code: `iin/${reading.problem}` })
  else if (person.iin === principalIin) found.push({ field: 'representative.iin', code: 'samePerson' })
  for (const field of ['surname', 'givenName', 'authorityNumber', 'issuedAt', 'expiresAt'] as const) {
    if (person[field].trim() === '') found.push({ field: `representative.${field}`, code: 'required' })
  }
  for (const field of ['issuedAt', 'expiresAt'] as const) {
    if (person[field] !== '' && !isDate(person[field])) found.push({ field: `representative.${field}`, code: 'date' })
  }
  if (isDate(person.expiresAt) && person.expiresAt < today) found.push({ field: 'representative.expiresAt', code: 'authorityExpired' })
  if (person.phone !== '' && !phonePattern.test(person.phone)) found.push({ field: 'representative.phone', code: 'phone' })
  if (person.evidence === undefined) found.push({ field: 'representative.authorityNumber', code: 'notAsked' })
  return found
}

function answerProblem(field: FormField, text: string, today: string): DraftProblem['code'] | undefined {
  if (text.trim() === '') return field.required ? 'required' : undefined
  switch (field.type) {
    case 'text':
      if (text.length > field.maxLength) return 'tooLong'
      return field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(text) ? 'pattern' : undefined
    case 'bilingual':
      return text.length > field.maxLength ? 'tooLong' : undefined
    case 'email':
      return isEmail(text) ? undefined : 'email'
    case 'date':
      if (!isDate(text)) return 'date'
      return field.notAfterToday === true && text > today ? 'dateInFuture' : undefined
    case 'choice':
      return field.options.some((option) => option.value === text) ? undefined : 'choice'
  }
}

/** Format-logical control of the service's form: every field that is shown. */
export function formProblems(definition: ServiceDefinition, answers: Answers, today: string): readonly Found[] {
  return definition.form
    .flatMap((page) => page.fields)
    .flatMap((field): Found[] => {
      if (!isShown(field.when, answers)) return []
      const value = answers[field.id] ?? ''
      const parts: readonly [string, string][] =
        field.type !== 'bilingual'
          ? [[`answers.${field.id}`, typeof value === 'string' ? value : '']]
          : (['kk', 'ru'] as const).map((language) => [`answers.${field.id}.${language}`, typeof value === 'string' ? '' : value[language]])
      return parts.flatMap(([path, text]) => {
        const code = answerProblem(field, text, today)
        return code === undefined ? [] : [{ field: path, code }]
      })
    })
}

/** The slots of the checklist that this draft has. */
export const slotsOf = (definition: ServiceDefinition, draft: Pick<IntakeDraft, 'answers' | 'representative'>): readonly DocumentSlot[] =>
  definition.documents.filter(
    (slot) => isShown(slot.when, draft.answers) && (slot.forRepresentative !== true || draft.representative !== undefined),
  )

export function documentProblems(definition: ServiceDefinition, draft: IntakeDraft): readonly Found[] {
  return slotsOf(definition, draft).flatMap((slot): Found[] => {
    const filled = draft.slots.find((candidate) => candidate.slotId === slot.id)
    const field = `slots.${slot.id}`
    const pages = filled?.pages.length ?? 0
    if (pages === 0) return slot.required ? [{ field, code: 'missingPages' }] : []
    if (pages > slot.maxPages) return [{ field, code: 'tooManyPages' }]
    return slot.original !== 'copy' && filled?.originalSeen !== true ? [{ field, code: 'originalNotSeen' }] : []
  })
}

/** Everything that keeps the draft from being signed, in the order of the steps. The page and the core ask this same function. */
export function draftProblems(definition: ServiceDefinition, draft: IntakeDraft, now: Instant): readonly DraftProblem[] {
  const today = almatyDate(now)
  const representative = draft.representative === undefined ? [] : representativeProblems(draft.representative, draft.applicant.iin, today)
  return [
    ...[...applicantProblems(draft.applicant), ...representative].map((problem) => ({ ...problem, step: 'applicant' as const })),
    ...formProblems(definition, draft.answers, today).map((problem) => ({ ...problem, step: 'form' as const })),
    ...documentProblems(definition, draft).map((problem) => ({ ...problem, step: 'documents' as const })),
  ]
}
