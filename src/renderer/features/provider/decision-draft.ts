import type { Decision } from '#core/domain/result-document.ts'
import type { Answers, BlankField, ServiceDefinition } from '#core/domain/service.ts'

/** A decision as it is typed: both ways at once, so that changing one's mind loses nothing. */
export interface DecisionDraft {
  readonly outcome: 'positive' | 'refusal'
  readonly fields: Answers
  readonly groundIds: readonly string[]
  readonly explanation: { readonly kk: string; readonly ru: string }
}

export interface DecisionProblem {
  readonly field: string
  readonly code: 'required' | 'bothLanguages' | 'groundsNeeded'
}

export const openDecision = (decision: Decision | undefined): DecisionDraft => ({
  outcome: decision?.outcome ?? 'positive',
  fields: decision?.outcome === 'positive' ? decision.fields : {},
  groundIds: decision?.outcome === 'refusal' ? decision.groundIds : [],
  explanation: decision?.outcome === 'refusal' ? decision.explanation : { kk: '', ru: '' },
})

/** The fields of the blank that the provider fills; the others the program knows. */
export const providerFields = (definition: ServiceDefinition): readonly BlankField[] =>
  definition.results.positive.fields.filter((field) => field.source === 'provider')

/**
 * The decision that the core can keep.
 * @returns undefined for a refusal that has no ground or not both languages yet
 */
export function decisionOf(draft: DecisionDraft): Decision | undefined {
  if (draft.outcome === 'positive') return { outcome: 'positive', fields: draft.fields }
  const { groundIds, explanation } = draft
  if (groundIds.length === 0 || explanation.kk.trim() === '' || explanation.ru.trim() === '') return undefined
  return { outcome: 'refusal', groundIds: [...groundIds], explanation }
}

function fieldProblems(field: BlankField, fields: Answers): readonly DecisionProblem[] {
  const value = fields[field.id]
  if (field.type !== 'bilingual')
    return field.required && (typeof value !== 'string' || value.trim() === '') ? [{ field: `fields.${field.id}`, code: 'required' }] : []
  const texts = typeof value === 'object' ? value : { kk: '', ru: '' }
  const empty = (['kk', 'ru'] as const).filter((language) => texts[language].trim() === '')
  if (empty.length === 0 || (empty.length === 2 && !field.required)) return []
  const code = empty.length === 2 ? 'required' : 'bothLanguages'
  return empty.map((language) => ({ field: `fields.${field.id}.${language}`, code }))
}

/** What keeps a decision from being signed. */
export function decisionProblems(definition: ServiceDefinition, draft: DecisionDraft): readonly DecisionProblem[] {
  if (draft.outcome === 'positive') return providerFields(definition).flatMap((field) => fieldProblems(field, draft.fields))
  const grounds: readonly DecisionProblem[] = draft.groundIds.length === 0 ? [{ field: 'grounds', code: 'groundsNeeded' }] : []
  const empty = (['kk', 'ru'] as const).filter((language) => draft.explanation[language].trim() === '')
  return [...grounds, ...empty.map((language): DecisionProblem => ({ field: `explanation.${language}`, code: 'bothLanguages' }))]
}

export const toggleGround = (draft: DecisionDraft, id: string, chosen: boolean, order: readonly string[]): DecisionDraft => ({
  ...draft,
  groundIds: order.filter((ground) => (ground === id ? chosen : draft.groundIds.includes(ground))),
})
