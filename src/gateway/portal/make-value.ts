import { assertNever } from '#core/base/assert-never.ts'
import { ageOn } from '#core/domain/form-problems.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { Answers, AnswerText, FillSource, SimpleField } from '#core/domain/service-form.ts'
import { daysLater } from '#gateway/population/person-maker.ts'
import type { AnswerContext, Named } from './make-answers.ts'
import { anyTexts, sampleTexts } from './sample-texts.ts'
import { textOfPattern } from './text-of-pattern.ts'

/** What is known beside the field: the row or form so far, and whom the row names. */
export interface Beside {
  readonly row: Answers
  readonly named?: Named
}

type FieldOf<Type extends SimpleField['type']> = Extract<SimpleField, { type: Type }>

/** Guardianship until this age, custodianship from it on. */
const custodianshipAge = 14

function ofApplicant(
  source: Exclude<FillSource, `form.${string}`>,
  { applicant, organisation, phone, email, language }: AnswerContext,
): string | undefined {
  switch (source) {
    case 'applicant.fullName':
      return fullNameOf(applicant.name)
    case 'applicant.birthDate':
      return applicant.birthDate
    case 'applicant.birthYear':
      return applicant.birthDate.slice(0, 4)
    case 'applicant.address':
      return applicant.address[language]
    case 'applicant.phone':
      return phone
    case 'applicant.email':
      return email
    case 'applicant.identityNumber':
      return applicant.identityDocument.number
    case 'applicant.identityIssuedAt':
      return applicant.identityDocument.issuedAt
    case 'organisation.name':
      return organisation?.name[language]
    case 'organisation.address':
      return organisation?.address[language]
    case 'organisation.headName':
      return organisation === undefined ? undefined : fullNameOf(organisation.head.name)
    default:
      return assertNever(source)
  }
}

const isOfForm = (source: FillSource): source is `form.${string}` => source.startsWith('form.')

/** What the field is filled from: the applicant's data, or for what the provider is asked the applicant's own answers, a row's field of every row. */
function filled(source: FillSource, context: AnswerContext): AnswerText | undefined {
  if (!isOfForm(source)) return ofApplicant(source, context)
  const [field = '', inner = ''] = source.slice('form.'.length).split('.')
  const answer = context.answers?.[field]
  if (!Array.isArray(answer)) return answer
  return answer
    .map((row) => row[inner])
    .filter((text) => typeof text === 'string')
    .join(', ')
}

/** What a truthful person would choose, as far as the registers tell. */
function choose({ options }: FieldOf<'choice'>, { applicant, family, today, random, language }: AnswerContext, { named }: Beside): string {
  const values = options.map(({ value }) => value)
  const has = (...wanted: readonly string[]): boolean => wanted.every((value) => values.includes(value))
  const isUnderCustody = named !== undefined && ageOn(named.birthDate, today) >= custodianshipAge
  if (has('mother', 'father')) return applicant.sex === 'female' ? 'mother' : 'father'
  if (has('parent', 'guardian') && family.children.length > 0) return 'parent'
  if (has('guardian', 'custodian') && family.wards[0] !== undefined) return family.wards[0].role
  if (has('guardianship', 'custodianship')) return isUnderCustody ? 'custodianship' : 'guardianship'
  if (has('spouse', 'child') && family.children.some(({ iin }) => iin === named?.iin)) return 'child'
  if (values.length === 2 && has('kk', 'ru')) return language
  return random.pick(values)
}

function dateFor({ id, ageUnder, notAfterToday, notBeforeToday }: FieldOf<'date'>, { others, random, today }: AnswerContext): DateOnly {
  if (ageUnder !== undefined) return daysLater(today, -random.between(30, ageUnder * 365 - 1))
  if (/birth/i.test(id)) return random.pick(others).birthDate
  if (notBeforeToday === true) return daysLater(today, random.between(1, 300))
  return daysLater(today, (notAfterToday === true ? -1 : 1) * random.between(1, 700))
}

function numberFor({ id, min = 0, max, decimals = 0 }: FieldOf<'number'>, { random, today }: AnswerContext, { row }: Beside): string {
  const isYear = /year|period/i.test(id) || (min >= 1500 && max !== undefined && max <= 2200)
  const least = Math.ceil(min)
  const lowest = isYear ? Math.max(least, /to/i.test(id) ? laterYear(row) : 1985) : least
  const highest = Math.min(Math.floor(max ?? Infinity), isYear ? Number(today.slice(0, 4)) - 1 : Math.max(least + 30, 30))
  const whole = String(random.between(Math.min(lowest, highest), highest))
  return decimals > 0 && Number(whole) < highest ? `${whole},${random.between(1, 9)}` : whole
}

/** A period does not end before it begins. */
const laterYear = (row: Answers): number => Math.max(1985, Number(row['fromYear'] ?? row['periodFrom'] ?? 0))

function isTaken(field: SimpleField, text: string): boolean {
  if (field.type !== 'text') return true
  return text.length <= field.maxLength && (field.pattern === undefined || new RegExp(field.pattern, 'u').test(text))
}

function textFor(field: FieldOf<'text'>, context: AnswerContext): string {
  const { id, maxLength, pattern } = field
  const { random, language, others, applicant } = context
  const plain = (): string => {
    if (/fullName|signatory|holder|formerName/i.test(id)) return fullNameOf(random.pick(others).name)
    if (/address|housing/i.test(id)) return applicant.address[language]
    if (/year/i.test(id)) return String(random.between(2005, 2024))
    if (/house|flat/i.test(id)) return String(random.between(1, 90))
    if (/number|account|licence/i.test(id)) return String(random.between(1000, 99_999))
    return random.pick(sampleTexts.find(([word]) => word.test(id))?.[1] ?? anyTexts)[language]
  }
  const text = plain()
  if (isTaken(field, text)) return text
  return pattern === undefined ? text.slice(0, maxLength) : textOfPattern(pattern, random)
}

/** One value for one field that is neither an IIN nor a BIN. */
export function makeValue(field: Exclude<SimpleField, { type: 'iin' | 'bin' }>, context: AnswerContext, beside: Beside): AnswerText {
  const given = field.fill === undefined ? undefined : filled(field.fill, context)
  const fits = field.type === 'bilingual' ? typeof given === 'object' : typeof given === 'string' && given !== '' && isTaken(field, given)
  if (given !== undefined && fits) return given
  switch (field.type) {
    case 'text':
      return textFor(field, context)
    case 'bilingual': {
      const { kk, ru } = context.random.pick(sampleTexts.find(([word]) => word.test(field.id))?.[1] ?? anyTexts)
      return { kk: kk.slice(0, field.maxLength), ru: ru.slice(0, field.maxLength) }
    }
    case 'email':
      return context.email
    case 'phone':
      return context.phone
    case 'date':
      return dateFor(field, context)
    case 'number':
      return numberFor(field, context, beside)
    case 'choice':
      return choose(field, context, beside)
    case 'consent':
      return 'yes'
  }
}
