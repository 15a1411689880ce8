import type { CaseId } from '#core/domain/ids.ts'
import type { Bin } from '#core/domain/iin.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Decision, ResultDocument } from '#core/domain/result-document.ts'
import { Channel, type ServiceDefinition } from '#core/domain/service.ts'
import { type AnswerRow, type Answers, type AnswerText, type FormField, shownFields, type SimpleField } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import { askableValues } from '#core/services/compose-blank-values.ts'
import { documentOf } from '#core/services/compose-result.ts'
import { iinNumber, newCaseId, requestOf } from './case-log.ts'

/** Which of several possible cases is made up. */
export interface Variant {
  /** Which option each free choice takes. */
  readonly option: number
  readonly kind: 'person' | 'organisation'
  /** Values as long as people really write them, many rows; otherwise short ones. */
  readonly long: boolean
}

const kk =
  'Өскемен қаласы, Қазақстан Республикасының Ұлттық мұрағат қорында сақталған құжаттарға сәйкес, «Үміт» ЖШС жұмысшысы Әліқызы Іңкәр '
const ru = 'город Усть-Каменогорск, по документам Национального архивного фонда, работница ТОО «Үміт», объём и съёмка указаны в описи '
const text = (source: string, length: number): string =>
  source
    .repeat(Math.ceil(length / source.length))
    .slice(0, length)
    .trim()

const patterned = ['KZ12ABCD1234567890EF', 'umit-news.kz', '12', '2026', '000118', '12345678', '№ 118', 'АБ 012345', '118-ө', 'Ә-118/2026']

function textValue(field: Extract<SimpleField, { type: 'text' | 'bilingual' }>, long: boolean, source: string): string {
  if (field.type === 'text' && field.pattern !== undefined) {
    const expression = new RegExp(field.pattern, 'u')
    const found = patterned.find((candidate) => expression.test(candidate) && candidate.length <= field.maxLength)
    if (found === undefined) throw new Error(`${field.id}: no example for ${field.pattern}`)
    return found
  }
  return text(source, Math.min(field.maxLength, long ? (field.multiline === true ? 1200 : 180) : 24))
}

function simpleValue(field: SimpleField, { option, long }: Variant, row: number, wanted?: string): AnswerText {
  switch (field.type) {
    case 'text':
      return textValue(field, long, kk)
    case 'bilingual':
      return { kk: textValue(field, long, kk), ru: textValue(field, long, ru) }
    case 'email':
      return 'alushy@example.kz'
    case 'phone':
      return '+77012345678'
    case 'date':
      return field.notBeforeToday === true ? '2027-02-01' : field.ageUnder === undefined ? '2012-03-10' : '2025-12-03'
    case 'number':
      return String(Math.max(field.min ?? 1, Math.min(field.max ?? 12_500_000, long ? 12_500_000 : 7)))
    case 'choice':
      return wanted ?? field.options[(option + row) % field.options.length]?.value ?? ''
    case 'consent':
      return 'yes'
    case 'iin':
      return iinNumber(100 + row)
    case 'bin':
      return '990240001237'
  }
}

/** Conditions that must hold, and those of the fields that they ask. */
function constraintsOf(
  fields: readonly FormField[],
  when: ResultForm['when'],
  known: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const wanted: Record<string, string> = { ...known }
  for (const { field, oneOf } of when ?? []) {
    wanted[field] ??= oneOf[0] ?? ''
    Object.assign(wanted, constraintsOf(fields, fields.find(({ id }) => id === field)?.when, wanted))
  }
  return wanted
}

function fieldValue(field: FormField, variant: Variant, wanted?: string): AnswerText | AnswerRow[] {
  if (field.type !== 'repeat') return simpleValue(field, variant, 0, wanted)
  const rows = Math.min(field.max, variant.long ? 40 : Math.max(1, field.min))
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(field.fields.map((inner) => [inner.id, simpleValue(inner, { ...variant, long: variant.long && rows < 3 }, row)])),
  )
}

/** A case that may end on this blank, and everything the provider's staff must enter for it. */
function generatedCase(definition: ServiceDefinition, form: ResultForm, variant: Variant) {
  const fields = definition.form.flatMap((page) => page.fields)
  const wanted = constraintsOf(fields, form.when)
  const channel = Channel.parse(wanted['channel'] ?? Channel.options.find((each) => definition.channels[each] !== undefined))
  const kind =
    wanted['applicant.kind'] ?? (definition.applicants.some((each) => each === variant.kind) ? variant.kind : definition.applicants[0])
  const facts = { channel, 'applicant.kind': kind === 'organisation' ? ('organisation' as const) : ('person' as const) }
  const all = Object.fromEntries(fields.map((field) => [field.id, fieldValue(field, variant, wanted[field.id])]))
  const answers: Answers = Object.fromEntries(
    shownFields(fields, all, facts).flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])),
  )
  const caseId: CaseId = newCaseId()
  const base = requestOf({ caseId, surname: 'Жүсіпбеков', givenName: 'Нұрсұлтан' })
  const request: ServiceRequest = {
    ...base,
    service: { id: definition.id, version: definition.version, name: definition.name },
    channel,
    applicant: {
      ...base.applicant,
      name: { ...base.applicant.name, patronymic: 'Өміртайұлы' },
      address: 'Шығыс Қазақстан облысы, Өскемен қаласы, Абай даңғылы, 12-үй, 34-пәтер',
    },
    ...(kind === 'organisation'
      ? {
          organisation: {
            bin: '990240001237' as Bin,
            name: { kk: '«Үміт Әлеміндегі Құрылыс» ЖШС', ru: 'ТОО «Строительство в мире Надежды»' },
            address: 'Ақтау қаласы, 3-шағын аудан, 15-үй',
            evidence: base.applicant.evidence,
          },
        }
      : {}),
    answers,
  }
  const askable = askableValues(definition, request)
  const entered = Object.fromEntries(form.asked.map((field) => [field.id, fieldValue(field, variant)]))
  const shown = Object.fromEntries(
    shownFields(form.asked, entered, askable).flatMap(({ id }) => (entered[id] === undefined ? [] : [[id, entered[id]]])),
  )
  const grounds = definition.refusalGrounds.slice(0, variant.long ? 5 : 1).map(({ id }) => id)
  const decision: Decision =
    form.outcome === 'refusal'
      ? {
          outcome: 'refusal',
          groundIds: grounds,
          explanation: { kk: text(kk, variant.long ? 900 : 60), ru: text(ru, variant.long ? 900 : 60) },
        }
      : { outcome: form.outcome, form: form.id, fields: shown }
  return { definition, request, decision, caseId, number: '123456789012', registeredAt: '2026-11-20T05:00:00.000Z' }
}

/** The document that the case's decision comes to. */
export function generatedDocument(definition: ServiceDefinition, form: ResultForm, variant: Variant): ResultDocument {
  const { decision, ...decided } = generatedCase(definition, form, variant)
  const composed = documentOf(decided, decision, {
    bin: definition.provider.bin,
    signer: { iin: iinNumber(9), fullName: 'Сәрсенова Гүлнар Бақытқызы', role: 'executor' },
    headName: 'Төлегенов Ерлан Қайратұлы',
    at: '2026-11-24T08:05:00.000Z',
  })
  if (!composed.ok) throw new Error(`${definition.id} ${form.id}: ${JSON.stringify(composed.error)}`)
  return composed.value
}
