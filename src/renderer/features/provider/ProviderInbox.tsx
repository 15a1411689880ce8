import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseStage } from '#core/domain/case-state.ts'
import { go } from '#renderer/app/navigation.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { useNow } from '#renderer/features/saving/use-now.ts'
import { inboxColumns } from './inbox-columns.tsx'
import { type InboxLine, inboxOrder } from './inbox-order.ts'
import './provider.css'

const tabs = ['registered', 'inWork', 'completed'] as const
type Tab = (typeof tabs)[number]
const stagesOf: Readonly<Record<Tab, CaseStage[]>> = {
  registered: ['registered'],
  inWork: ['inWork'],
  completed: ['completed', 'handedOut'],
}
const step = 200
/** More lines than this are not read at once: a search finds them. */
const most = 2000

const toGroup = (): void => go({ name: 'groupSigning' })

/** What has come to the provider, what is in work, what is done. */
export function ProviderInbox() {
  const { t } = useTranslation('provider')
  const [chosen, setTab] = useState<Tab>()
  const tab = chosen ?? 'registered'
  const [text, setText] = useState('')
  const [limits, setLimits] = useState<Readonly<Record<Tab, number>>>({ registered: step, inWork: step, completed: step })
  const today = almatyDate(useNow(60_000))
  const options = { refreshOn: ['case/changed'] as const }
  const queries = {
    registered: useQuery('case/search', { text, stages: stagesOf.registered, limit: limits.registered }, options),
    inWork: useQuery('case/search', { text, stages: stagesOf.inWork, limit: limits.inWork }, options),
    completed: useQuery('case/search', { text, stages: stagesOf.completed, limit: limits.completed }, options),
  }
  const maySign = useSession(({ session }) => mayIn(session, 'providerSign'))
  const toSign = useQuery('provider/toSign', maySign ? {} : undefined, options).value?.cases.length ?? 0
  const query = queries[tab]
  const found = (one: Tab): readonly InboxLine[] | undefined => queries[one].value?.lines.filter((line) => line.side === 'provider')
  // Signed, but still to be sent out by the chancellery: work, not done.
  const isToSend = ({ step: at }: InboxLine): boolean => at === 'dispatch'
  const linesOf = (one: Tab): readonly InboxLine[] | undefined => {
    if (one === 'completed') return found(one)?.filter((line) => !isToSend(line))
    const [begun, signed] = [found(one), found('completed')]
    if (one === 'registered') return begun
    return begun === undefined || signed === undefined ? undefined : [...begun, ...signed.filter(isToSend)]
  }
  // Nothing new, but something begun: that is where the day goes on. Decided once, so that nothing jumps away from under a hand.
  const [arrived, begun] = [linesOf('registered'), linesOf('inWork')]
  if (chosen === undefined && arrived !== undefined && begun !== undefined)
    setTab(arrived.length === 0 && begun.length > 0 ? 'inWork' : 'registered')
  const isCut = (one: Tab): boolean => queries[one].value?.lines.length === limits[one]
  const countOf = (one: Tab): string => {
    const count = linesOf(one)?.length
    if (count === undefined) return '…'
    return isCut(one) ? t('inbox.moreThan', { count }) : String(count)
  }
  const lines = linesOf(tab)
  const mayLoad = isCut(tab) && limits[tab] < most
  const load = (): void => setLimits((now) => ({ ...now, [tab]: Math.min(most, now[tab] + step) }))
  const turn = (by: number): void => setTab(tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length] ?? tab)
  useKeys([
    { keys: 'F7', label: t('inbox.stage'), run: () => turn(1) },
    { keys: 'F8', label: t('inbox.toSign'), run: toGroup, enabled: toSign > 0 },
    { keys: 'Ctrl+M', label: t('inbox.more'), run: load, enabled: mayLoad },
  ])

  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('inbox.title')}</h1>
        <nav className="inbox-stages" aria-label={t('inbox.stage')}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              className="inbox-stage"
              aria-current={one === tab ? 'page' : undefined}
              onClick={() => setTab(one)}
            >
              {t(`inbox.${one}`)} <span className="inbox-count">{countOf(one)}</span>
            </button>
          ))}
        </nav>
        <span className="grow" />
        {toSign > 0 && (
          <Button keys="F8" onPress={toGroup}>
            {t('inbox.toSign')} <span className="inbox-count">{toSign}</span>
          </Button>
        )}
        <div className="inbox-find">
          <TextField label={t('inbox.find')} name="inbox.find" value={text} onChange={setText} />
        </div>
      </header>
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {lines === undefined ? (
        query.fault === undefined && <Skeleton lines={10} />
      ) : (
        <DataTable
          key={tab}
          label={t(`inbox.${tab}`)}
          columns={inboxColumns(t, today)}
          rows={inboxOrder(lines)}
          rowKey={(line) => line.caseId}
          onOpen={(line) => go({ name: 'providerCase', caseId: line.caseId })}
          empty={<EmptyState title={t(`inbox.empty${tab}`)} text={t('inbox.emptyText')} />}
        />
      )}
      {lines !== undefined && isCut(tab) && (
        <div className="row">
          <span className="secondary" role="status">
            {t('inbox.shown', { count: lines.length })}
          </span>
          {mayLoad && (
            <Button keys="Ctrl+M" onPress={load}>
              {t('inbox.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
