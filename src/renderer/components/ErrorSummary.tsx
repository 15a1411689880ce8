import { useTranslation } from 'react-i18next'
import { focusField } from './focus-next.ts'
import './blocks.css'

export interface ShownProblem {
  readonly field: string
  readonly text: string
}

/** Everything that keeps the step from going on; each line leads to its field. */
export function ErrorSummary({ problems }: { readonly problems: readonly ShownProblem[] }) {
  const { t } = useTranslation('common')
  return (
    <div aria-live="polite">
      {problems.length > 0 && (
        <section className="error-summary" aria-label={t('problems.title', { count: problems.length })}>
          <h2>{t('problems.title', { count: problems.length })}</h2>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.text}`}>
                <button type="button" onClick={() => focusField(problem.field)}>
                  {problem.text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
