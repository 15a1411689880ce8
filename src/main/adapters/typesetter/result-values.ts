import type { ResultSheet } from '#core/ports/typesetter.ts'
import type { AnswerValue, BlankField } from '#core/domain/service.ts'
import type { LocalText } from '#core/domain/text.ts'
import { writeDate } from './formats.ts'

const same = (text: string): LocalText => ({ kk: text, ru: text })
const numbered = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] ?? '') : texts.map((text, index) => `${index + 1}) ${text}`).join('\n')

/** What the document itself knows of a field, for blanks whose values the provider did not write down (a refusal has no `fields`). */
function known(field: BlankField, { document }: ResultSheet): AnswerValue | undefined {
  const { decision, provider, signedBy } = document
  if (decision.outcome === 'refusal' && field.id === 'explanation') return decision.explanation
  if (field.id === 'grounds')
    return { kk: numbered(document.grounds.map(({ text }) => text.kk)), ru: numbered(document.grounds.map(({ text }) => text.ru)) }
  switch (field.from) {
    case 'applicant.fullName':
      return document.applicant.fullName
    case 'applicant.iin':
      return document.applicant.iin
    case 'system.applicationDate':
      return document.requestedOn
    case 'system.department':
      return provider.department
    case 'system.region':
      return provider.region
    case 'system.signerName':
      return signedBy.fullName
    default:
      return undefined
  }
}

/** A line without a value is closed by a dash, so that nothing can be written in afterwards. */
const empty = '—'

function print(field: BlankField, value: AnswerValue | undefined): LocalText {
  const { kk, ru } = typeof value === 'object' ? value : same(value ?? '')
  const write = (text: string): string =>
    text.trim() === '' ? empty : field.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(text) ? writeDate(text) : text.trim()
  return { kk: write(kk), ru: write(ru) }
}

/** The printed value of each of the blank's fields in both languages; a value in one language only stands in both. */
export function valuesOf(sheet: ResultSheet): ReadonlyMap<string, LocalText> {
  const { definition, document } = sheet
  const form = document.decision.outcome === 'positive' ? definition.results.positive : definition.results.refusal
  return new Map(form.fields.map((field) => [field.id, print(field, document.fields[field.id] ?? known(field, sheet))]))
}
