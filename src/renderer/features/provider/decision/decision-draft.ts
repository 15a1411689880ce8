import { almatyDate } from '#core/domain/calendar.ts'
import { type FieldProblem, formProblems } from '#core/domain/form-problems.ts'
import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Answers } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import { withLeastRows } from '#renderer/features/form/rows.ts'
import { prefillOf } from './prefill.ts'

/** A decision as it is typed: every result at once, so that changing one's mind loses nothing. */
export interface DecisionDraft {
  /** Id of the chosen result. */
  readonly form: string
  /** What was entered for each result. */
  readonly fields: Readonly<Record<string, Answers>>
  readonly groundIds: readonly string[]
  readonly explanation: { readonly kk: string; readonly ru: string }
  /** What of the request is wrong, as its page names it: `answers.children.0.iin`, `slots.identity`. */
  readonly wrongFields: readonly string[]
}

/** What a decision is written of: the request, and the results it may end with. */
export interface DecidedRequest {
  readonly definition: ServiceDefinition
  readonly request: ServiceRequest
  readonly choices: readonly ResultForm[]
}

/** The draft a desk begins with: what was saved, and in fields that nobody has touched what the request already says. */
export function openDecision({ definition, request, choices }: DecidedRequest, decision: Decision | undefined): DecisionDraft {
  const facts = factsOfRequest(request)
  const saved = decision === undefined || decision.outcome === 'refusal' ? undefined : decision
  const begun = choices.find(({ id, outcome }) => (decision?.outcome === 'refusal' ? outcome === 'refusal' : id === saved?.form))
  const fields = choices.map(({ id, asked }): [string, Answers] => {
    const entered = saved?.form === id ? saved.fields : {}
    return [id, withLeastRows(asked, { ...prefillOf(definition, request, asked), ...entered }, facts)]
  })
  const refusal = decision?.outcome === 'refusal' ? decision : undefined
  return {
    form: begun?.id ?? choices[0]?.id ?? '',
    fields: Object.fromEntries(fields),
    groundIds: refusal?.groundIds ?? [],
    explanation: refusal?.explanation ?? { kk: '', ru: '' },
    wrongFields: refusal?.wrongFields ?? [],
  }
}

export const chosenForm = (choices: readonly ResultForm[], { form }: Pick<DecisionDraft, 'form'>): ResultForm => {
  const chosen = choices.find(({ id }) => id === form) ?? choices[0]
  if (chosen === undefined) throw new Error('A service has results')
  return chosen
}

/**
 * The decision that the core can keep.
 * @returns undefined for a refusal that has no ground or not both languages yet
 */
export function decisionOf({ id, outcome }: Pick<ResultForm, 'id' | 'outcome'>, draft: DecisionDraft): Decision | undefined {
  if (outcome !== 'refusal') return { outcome, form: id, fields: draft.fields[id] ?? {} }
  const { groundIds, explanation, wrongFields } = draft
  if (groundIds.length === 0 || explanation.kk.trim() === '' || explanation.ru.trim() === '') return undefined
  return {
    outcome,
    groundIds: [...groundIds],
    explanation,
    ...(wrongFields.length === 0 ? {} : { wrongFields: [...wrongFields] }),
  }
}

export type DecisionProblem =
  /** Of a field that the blank asks: `fields.payments.0.amount`. */
  | { readonly field: string; readonly of: 'form'; readonly problem: FieldProblem }
  | { readonly field: string; readonly of: 'refusal'; readonly code: 'groundsNeeded' | 'bothLanguages' }

/** What keeps a decision from being signed. @param now instant: dates are judged by its day */
export function decisionProblems(
  request: ServiceRequest,
  chosen: ResultForm,
  draft: DecisionDraft,
  now: string,
): readonly DecisionProblem[] {
  if (chosen.outcome !== 'refusal')
    return formProblems(chosen.asked, draft.fields[chosen.id] ?? {}, factsOfRequest(request), almatyDate(now)).map((problem) => ({
      field: `fields.${problem.path}`,
      of: 'form',
      problem,
    }))
  const empty = (['kk', 'ru'] as const).filter((language) => draft.explanation[language].trim() === '')
  return [
    ...(draft.groundIds.length === 0 ? [{ field: 'grounds', of: 'refusal', code: 'groundsNeeded' } as const] : []),
    ...empty.map((language) => ({ field: `explanation.${language}`, of: 'refusal', code: 'bothLanguages' }) as const),
  ]
}

export const toggleGround = (draft: DecisionDraft, id: string, chosen: boolean, order: readonly string[]): DecisionDraft => ({
  ...draft,
  groundIds: order.filter((ground) => (ground === id ? chosen : draft.groundIds.includes(ground))),
})
