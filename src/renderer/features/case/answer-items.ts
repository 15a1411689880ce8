import { type Answers, isShown, type ServiceDefinition } from '#core/domain/service.ts'
import type { DefinitionItem } from '#renderer/components/Definition.tsx'
import { formatDate, localText } from '#renderer/i18n/format.ts'

/** The form's answers with their labels, in the form's order. Without the definition, nothing can be named. */
export function answerItems(definition: ServiceDefinition | undefined, answers: Answers): readonly DefinitionItem[] {
  const fields = definition?.form.flatMap((page) => page.fields) ?? []
  return fields.flatMap((field): DefinitionItem[] => {
    const value = answers[field.id]
    if (value === undefined || !isShown(field.when, answers)) return []
    const label = localText(field.label)
    if (typeof value !== 'string') return [{ label, value: [value.kk, value.ru].filter(Boolean).join(' / ') }]
    if (value === '') return []
    if (field.type === 'date') return [{ label, value: formatDate(value) }]
    const option = field.type === 'choice' ? field.options.find((candidate) => candidate.value === value) : undefined
    return [{ label, value: option === undefined ? value : localText(option.label) }]
  })
}
