import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { go } from '#renderer/app/navigation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { localText } from '#renderer/i18n/format.ts'

/** The other cases that the same person began in this visit. */
export const VisitList = memo(function VisitList({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('intake')
  const query = useQuery('intake/visit', { caseId: caseId as CaseId }, { refreshOn: ['case/changed'] })
  const others = (query.value?.lines ?? []).filter((line) => line.caseId !== caseId)
  if (others.length === 0) return null
  return (
    <section className="visit" aria-label={t('visit.title')}>
      <h3>{t('visit.title')}</h3>
      <ul>
        {others.map((line) => (
          <li key={line.caseId}>
            <button type="button" onClick={() => go({ name: line.stage === 'draft' ? 'intake' : 'case', caseId: line.caseId })}>
              {localText(line.serviceName)}
            </button>
            <StateBadge stage={line.stage} />
          </li>
        ))}
      </ul>
    </section>
  )
})
