import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultForm } from '#core/domain/service-result.ts'
import { fieldLine, fieldSentence } from '#renderer/features/form/problem-texts.ts'
import type { DecisionProblem } from './decision-draft.ts'

/** An empty field that was passed by is not wrong yet. */
const isEmpty = (problem: DecisionProblem): boolean =>
  problem.of === 'refusal' || problem.problem.code === 'required' || problem.problem.code === 'tooFew'

/** The problems to be shown now: of fields that were left, and all once the decision was to be passed on. */
export const saidProblems = (
  problems: readonly DecisionProblem[],
  { tried, left }: { readonly tried: boolean; readonly left: ReadonlySet<string> },
): readonly DecisionProblem[] => problems.filter((problem) => tried || (left.has(problem.field) && !isEmpty(problem)))

export interface DecisionTexts {
  /** Under the field. */
  readonly sentence: (problem: DecisionProblem) => string
  /** In the summary: which field, and the sentence. */
  readonly line: (problem: DecisionProblem) => string
}

export function useDecisionTexts({ asked }: Pick<ResultForm, 'asked'>): DecisionTexts {
  const { t } = useTranslation('provider')
  const form = useTranslation('form').t
  return useMemo(() => {
    const sentence = (problem: DecisionProblem): string =>
      problem.of === 'form' ? fieldSentence(form, asked, problem.problem) : t(`decision.${problem.code}`)
    const labelOf = (field: string): string => {
      if (field === 'grounds') return t('decision.grounds')
      return t(field.endsWith('.kk') ? 'decision.kk' : 'decision.ru', { label: t('decision.explanation') })
    }
    const line = (problem: DecisionProblem): string =>
      problem.of === 'form'
        ? fieldLine(form, asked, problem.problem)
        : t('decision.at', { label: labelOf(problem.field), text: sentence(problem) })
    return { sentence, line }
  }, [t, form, asked])
}
