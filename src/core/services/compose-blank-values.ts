import { assertNever } from '#core/base/assert-never.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { shownInRow } from '#core/domain/form-problems.ts'
import type { DateOnly, Instant } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { datePart, isEmptyText, joinedValues, printedText, printedValue } from '#core/domain/printed-value.ts'
import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import {
  type AnswerRow,
  type Answers,
  type AnswerText,
  type AnswerValue,
  fieldsOf,
  type FormFacts,
  type FormField,
  type RepeatField,
  shownFields,
  shownValues,
} from '#core/domain/service-form.ts'
import type { BlankValue, ResultForm, SystemSource, ValueSource } from '#core/domain/service-result.ts'
import type { LocalText } from '#core/domain/text.ts'

/** Everything that a blank can be filled from. */
export interface BlankSources {
  readonly definition: ServiceDefinition
  readonly request: ServiceRequest
  readonly number: string
  readonly registeredAt: Instant
  readonly decision: Decision
  /** In the order of the definition. */
  readonly grounds: readonly { readonly text: LocalText }[]
  readonly signedOn: DateOnly
  readonly validUntil?: DateOnly | undefined
  readonly headName: string
  readonly signerName: string
}

/** What conditions of results, of their fields and of their lines may ask: the answers that stand in the request, and its facts. */
export function askableValues(definition: Pick<ServiceDefinition, 'form'>, request: ServiceRequest): FormFacts & Record<string, unknown> {
  const facts = factsOfRequest(request)
  return { ...shownValues(definition.form, request.answers, facts), ...facts }
}

const numbered = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] ?? '') : texts.map((text, index) => `${index + 1}) ${text}`).join('\n')

function systemValue(source: SystemSource, from: BlankSources): AnswerText | undefined {
  const { definition, request, decision } = from
  const { applicant, organisation, representative } = request
  switch (source) {
    case 'applicant.fullName':
      return fullNameOf(applicant.name)
    case 'applicant.iin':
      return applicant.iin
    case 'applicant.address':
      return applicant.address
    case 'applicant.phone':
      return applicant.phone
    case 'applicant.birthDate':
      return applicant.birthDate
    case 'applicant.birthYear':
      return applicant.birthDate.slice(0, 4)
    case 'organisation.name':
      return organisation?.name
    case 'organisation.bin':
      return organisation?.bin
    case 'organisation.address':
      return organisation?.address
    case 'organisation.headName':
      return organisation === undefined ? undefined : fullNameOf(applicant.name)
    case 'representative.fullName':
      return representative === undefined ? undefined : fullNameOf(representative.name)
    case 'system.number':
      return from.number
    case 'system.applicationDate':
      return almatyDate(from.registeredAt)
    case 'system.signingDate':
      return from.signedOn
    case 'system.validUntil':
      return from.validUntil
    case 'system.headName':
      return from.headName
    case 'system.signerName':
      return from.signerName
    case 'system.department':
      return definition.provider.department
    case 'system.providerName':
      return definition.provider.name
    case 'system.region':
      return definition.region
    case 'system.serviceName':
      return definition.name
    case 'decision.grounds':
      return { kk: numbered(from.grounds.map(({ text }) => text.kk)), ru: numbered(from.grounds.map(({ text }) => text.ru)) }
    case 'decision.explanation':
      return decision.outcome === 'refusal' ? decision.explanation : undefined
    default:
      return assertNever(source)
  }
}

const rowsOf = (value: AnswerValue | undefined): readonly AnswerRow[] => (Array.isArray(value) ? value : [])
const textOf = (value: AnswerValue | undefined): AnswerText | undefined => (Array.isArray(value) ? undefined : value)

/** An answer of the applicant: of a repeat, how many rows it has; of a field in it, that field of every row. */
function answerValue(path: string, { definition, request }: BlankSources): AnswerText | undefined {
  const [id, inner] = path.split('.')
  const facts = factsOfRequest(request)
  const shown = shownFields(fieldsOf(definition.form), request.answers, facts)
  const field = shown.find((candidate) => candidate.id === id)
  if (field === undefined) return undefined
  const value = request.answers[field.id]
  if (field.type !== 'repeat') return printedValue(field, textOf(value))
  if (inner === undefined) return String(rowsOf(value).length)
  return joinedValues(
    rowsOf(value).flatMap((row) => {
      const asked = shownInRow(field.fields, row, facts).find((candidate) => candidate.id === inner)
      return (asked === undefined ? undefined : printedValue(asked, row[inner])) ?? []
    }),
  )
}

/** The rows of a repeat, each written by the value's pattern, in both languages. */
function writtenRows({ from, row: pattern = '' }: BlankValue, { definition, request }: BlankSources): AnswerText | undefined {
  const facts = factsOfRequest(request)
  const fields = fieldsOf(definition.form)
  const field = shownFields(fields, request.answers, facts).find(({ id }) => `form.${id}` === from)
  if (field?.type !== 'repeat') return undefined
  const write = (row: AnswerRow, language: 'kk' | 'ru'): string =>
    pattern.replace(/\{([^}.]+)(?:\.([^}]+))?\}/g, (_, id: string, part: string | undefined) => {
      const inner = shownInRow(field.fields, row, facts).find((candidate) => candidate.id === id)
      const value = inner === undefined ? undefined : printedValue(inner, row[id])
      if (value === undefined) return ''
      const wanted = part === undefined ? value : datePart(value, part as NonNullable<BlankValue['part']>)
      return printedText(typeof wanted === 'string' ? wanted : wanted[language])
    })
  const rows = rowsOf(request.answers[field.id])
  const inLanguage = (language: 'kk' | 'ru'): string => rows.map((row) => write(row, language)).join('; ')
  return rows.length === 0 ? undefined : { kk: inLanguage('kk'), ru: inLanguage('ru') }
}

/** What the provider entered, where the blank prints it in parts. */
function enteredValue(id: string, form: ResultForm, { decision }: BlankSources): AnswerText | undefined {
  const field = form.asked.find((candidate) => candidate.id === id)
  if (field === undefined || field.type === 'repeat' || decision.outcome === 'refusal') return undefined
  return printedValue(field, textOf(decision.fields[id]))
}

const isAnswer = (source: ValueSource): source is Extract<ValueSource, `form.${string}`> => source.startsWith('form.')
const isEntered = (source: ValueSource): source is Extract<ValueSource, `asked.${string}`> => source.startsWith('asked.')

/** What the program fills into the blank for a value; undefined where the case has nothing of the kind. */
function blankValue(value: BlankValue, form: ResultForm, sources: BlankSources): AnswerText | undefined {
  const { from, part, row } = value
  if (row !== undefined) return writtenRows(value, sources)
  const found = isAnswer(from)
    ? answerValue(from.slice('form.'.length), sources)
    : isEntered(from)
      ? enteredValue(from.slice('asked.'.length), form, sources)
      : systemValue(from, sources)
  return found === undefined || part === undefined ? found : datePart(found, part)
}

/** A row's cells as a table prints them, sums with their unit. */
function printedRow(field: RepeatField, row: AnswerRow, facts: FormFacts): AnswerRow {
  return Object.fromEntries(
    shownInRow(field.fields, row, facts).flatMap((inner) => {
      const value = printedValue(inner, row[inner.id])
      if (value === undefined) return []
      const { unit } = inner.type === 'number' ? inner : { unit: undefined }
      const withUnit = typeof value === 'string' && unit !== undefined ? { kk: `${value} ${unit.kk}`, ru: `${value} ${unit.ru}` } : value
      return [[inner.id, withUnit]]
    }),
  )
}

/** What the provider's staff entered, as it is printed; what a condition hid is left out. */
export function askedValues(asked: readonly FormField[], entered: Answers, known: FormFacts): Answers {
  return Object.fromEntries(
    shownFields(asked, entered, known).flatMap((field) => {
      const value = entered[field.id]
      const printed =
        field.type === 'repeat' ? rowsOf(value).map((row) => printedRow(field, row, known)) : printedValue(field, textOf(value))
      return printed === undefined ? [] : [[field.id, printed]]
    }),
  )
}

/** The blank's own fields from their sources, and which required ones have nothing. */
export function filledValues(form: ResultForm, from: BlankSources): { readonly fields: Answers; readonly missing: readonly string[] } {
  const found = form.values.map((value) => ({ id: value.id, required: value.required, value: blankValue(value, form, from) }))
  return {
    fields: Object.fromEntries(found.flatMap(({ id, value }) => (value === undefined || isEmptyText(value) ? [] : [[id, value]]))),
    missing: found.flatMap(({ id, required, value }) => (required && isEmptyText(value) ? [id] : [])),
  }
}

/** The values that conditions of the blank's lines ask, as they were chosen: without them the paper could not be set again. */
export function lineFacts(form: ResultForm, entered: Answers, from: BlankSources): Readonly<Record<string, string>> {
  const { definition, request } = from
  const known = askableValues(definition, request)
  const sources = Object.fromEntries(
    form.values.map((value) => [
      value.id,
      isAnswer(value.from) ? request.answers[value.from.slice('form.'.length)] : blankValue(value, form, from),
    ]),
  )
  const chosen = Object.fromEntries(shownFields(form.asked, entered, known).map(({ id }) => [id, entered[id]]))
  const values: Readonly<Record<string, unknown>> = { ...known, ...sources, ...chosen }
  const asked = form.blank.lines.flatMap(({ when }) => (when ?? []).map(({ field }) => field))
  return Object.fromEntries(
    asked.flatMap((name) => {
      const value = values[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
