import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '#renderer/app/navigation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { DecisionRows } from './DecisionRows.tsx'
import { GroupBatch } from './GroupBatch.tsx'
import type { CaseToSign } from './group-signing.ts'
import { useGroup } from './group-store.ts'
import { OpenedDecision } from './OpenedDecision.tsx'
import './group.css'

/** The head's desk for many decisions: each is seen and ticked, then all are signed with one PIN. */
export function GroupSigningScreen() {
  const batch = useGroup((state) => state.batch)
  const query = useQuery('provider/toSign', {}, { refreshOn: ['case/changed'] })
  const cases = query.value?.cases
  const refresh = useGroup((state) => state.refresh)
  useEffect(() => {
    // While a batch is signed its cases leave the list one by one: they are what is signed, not stale.
    if (cases !== undefined && batch === undefined) refresh(cases)
  }, [cases, batch, refresh])
  if (batch !== undefined) return <GroupBatch items={batch} />
  if (cases !== undefined && cases.length > 0) return <Reading cases={cases} />
  return (
    <div className="screen">
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {cases === undefined ? query.fault === undefined && <Skeleton lines={8} /> : <NothingToSign />}
    </div>
  )
}

const toInbox = (): void => go({ name: 'provider' })

function NothingToSign() {
  const { t } = useTranslation('group')
  useKeys([{ keys: 'Esc', label: t('toInbox'), run: toInbox }])
  return (
    <EmptyState title={t('empty')} text={t('emptyText')}>
      <Button keys="Esc" onPress={toInbox}>
        {t('toInbox')}
      </Button>
    </EmptyState>
  )
}

function Reading({ cases }: { readonly cases: readonly CaseToSign[] }) {
  const { t } = useTranslation('group')
  const { opened, ticked, begin } = useGroup()
  const one = cases.find(({ line }) => line.caseId === opened)
  const sign = (): void => begin(cases)
  const any = ticked.length > 0
  useKeys([
    { keys: 'F8', label: t('sign', { count: ticked.length }), run: sign, enabled: any },
    { keys: 'Esc', label: t('toInbox'), run: toInbox },
  ])
  return (
    <div className="group">
      <header className="screen-title">
        <h1>{t('title')}</h1>
        <span className="secondary" role="status">
          {t('ticked', { count: ticked.length, total: cases.length })}
        </span>
        <span className="grow" />
        <Button keys="Esc" onPress={toInbox}>
          {t('toInbox')}
        </Button>
        <Button variant="primary" keys="F8" isDisabled={!any} onPress={sign}>
          {t('sign', { count: ticked.length })}
        </Button>
      </header>
      <div className="group-beside">
        <DecisionRows cases={cases} />
        {one === undefined ? (
          <EmptyState title={t('openTitle')} text={t('openText')} keyHint="Enter" />
        ) : (
          <OpenedDecision key={`${one.line.caseId} ${JSON.stringify(one.decision)}`} one={one} />
        )}
      </div>
    </div>
  )
}
