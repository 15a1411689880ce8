import { printedText } from '#core/domain/printed-value.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { AnswerRow, AnswerText } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import type { LocalText } from '#core/domain/text.ts'
import { writePhone } from './formats.ts'

/** A place without a value is closed by a dash, so that nothing can be written in afterwards. */
const empty = '—'

/** The blank a result was written on, from the definition its case began with. */
export function formOf({ results }: Pick<ServiceDefinition, 'results'>, { form }: Pick<ResultDocument, 'form'>): ResultForm {
  const found = results.find(({ id }) => id === form)
  if (found === undefined) throw new Error(`No blank ${form}`)
  return found
}

/** A value in both languages as it stands on the paper; a value in one language only stands in both. */
export function inBothLanguages(value: AnswerText | undefined): LocalText {
  const { kk, ru } = typeof value === 'object' ? value : { kk: value ?? '', ru: value ?? '' }
  const write = (text: string): string => (text.trim() === '' ? empty : writePhone(printedText(text.trim())))
  return { kk: write(kk), ru: write(ru) }
}

/** What a blank is filled with. */
export interface BlankContent {
  readonly textOf: (field: string) => LocalText
  readonly rowsOf: (field: string) => readonly AnswerRow[]
  /** What conditions of lines ask. */
  readonly facts: Readonly<Record<string, string>>
}

export const contentOf = ({ fields, facts = {} }: Pick<ResultDocument, 'fields' | 'facts'>): BlankContent => ({
  textOf: (field) => {
    const value = fields[field]
    return inBothLanguages(Array.isArray(value) ? undefined : value)
  },
  rowsOf: (field) => {
    const value = fields[field]
    return Array.isArray(value) ? value : []
  },
  facts,
})
