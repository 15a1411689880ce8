import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'

interface AuthorityRecheckProps {
  readonly caseId: string
  /** Whether the result may go to the representative. */
  readonly onResult: (serves: boolean) => void
}

/** The power of attorney asked for once more: it may have been revoked since the application. */
export function AuthorityRecheck({ caseId, onResult }: AuthorityRecheckProps) {
  const { t } = useTranslation('handout')
  const query = useQuery('handOut/recheckAuthority', { caseId })
  const { value, fault } = query
  const serves = value !== undefined && value.problems.length === 0 && fault === undefined

  useEffect(() => {
    onResult(serves)
    return () => onResult(false)
  }, [onResult, serves])

  if (fault?.tag === 'register/notFound') return <Notice tone="bad">{t('authority.notFound')}</Notice>
  if (fault !== undefined) return <FaultLine fault={fault} onRetry={query.refresh} />
  if (value === undefined)
    return (
      <p className="secondary" role="status">
        {t('authority.asking')}
      </p>
    )
  if (value.problems.length > 0) {
    return (
      <Notice tone="bad">
        <p>
          {value.problems.map((problem) => t(`authority.problem.${problem}`)).join(' ')} {t('authority.blocked')}
        </p>
        <Button onPress={query.refresh}>{t('authority.again')}</Button>
      </Notice>
    )
  }
  if (value.outcome === 'byPaper') return <Notice tone="info">{t('authority.byPaper')}</Notice>
  if (value.outcome === 'confirmed') return <Notice tone="good">{t('authority.confirmed')}</Notice>
  return (
    <Notice tone="warning">
      <p>{t('authority.declared')}</p>
      <Button onPress={query.refresh}>{t('authority.again')}</Button>
    </Notice>
  )
}
