import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { back, go } from '#renderer/app/navigation.ts'
import { useSession } from '#renderer/app/session-store.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { ReceiptDesk } from '#renderer/features/intake/sent/ReceiptDesk.tsx'
import { RefusalReceiptDesk } from '#renderer/features/intake/sent/RefusalReceiptDesk.tsx'
import { hasReceipt, hasRefusalReceipt, hasResult, mayCorrect, nextAction } from './case-actions.ts'
import { CaseColumns } from './CaseColumns.tsx'
import { CaseHead } from './CaseHead.tsx'
import './case.css'
import { ConflictPanel } from './conflict/ConflictPanel.tsx'
import { ResultPaper } from './ResultPaper.tsx'

/** Everything about one case. */
export function CaseScreen({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation(['case', 'common'])
  const query = useQuery('case/get', { caseId, screen: 'case' }, { refreshOn: ['case/changed', 'outbox/changed'] })
  const rights = useSession((state) => state.session?.rights) ?? []
  const [reopen, reopening] = useOperation('outbox/reopen')
  const [correct, correcting] = useOperation('intake/correct')
  const [paper, setPaper] = useState<'receipt' | 'result' | 'intermediate'>()
  const view = query.value
  const next = view === undefined ? undefined : nextAction(view, rights)

  const run = async (): Promise<void> => {
    if (next === 'continue') go({ name: 'intake', caseId })
    if (next === 'decide') go({ name: 'providerCase', caseId })
    if (next === 'handOut') go({ name: 'handOut', caseId })
    if (next === 'reopen' && (await reopen({ caseId })).ok) go({ name: 'intake', caseId })
  }
  const correctIt = async (): Promise<void> => {
    const answer = await correct({ caseId })
    if (answer.ok) go({ name: 'intake', caseId: answer.value.caseId })
  }
  useKeys([
    { keys: 'Esc', label: t('keys.back'), run: paper === undefined ? back : () => setPaper(undefined) },
    {
      keys: 'Ctrl+Enter',
      label: next === undefined ? t('keys.main') : t(`action.${next}`),
      run: () => void run(),
      enabled: next !== undefined,
    },
  ])

  if (view === undefined) {
    return (
      <div className="screen">
        {query.fault === undefined ? <Skeleton lines={10} /> : <FaultLine fault={query.fault} onRetry={query.refresh} />}
      </div>
    )
  }
  const actions = (
    <>
      {(hasReceipt(view) || hasRefusalReceipt(view, rights)) && paper !== 'receipt' && (
        <Button onPress={() => setPaper('receipt')}>{t('action.receipt')}</Button>
      )}
      {hasResult(view) && paper !== 'result' && <Button onPress={() => setPaper('result')}>{t('action.result')}</Button>}
      {view.intermediate !== undefined && paper !== 'intermediate' && (
        <Button onPress={() => setPaper('intermediate')}>{t('action.intermediate')}</Button>
      )}
      {mayCorrect(view, rights) && (
        <Button busy={correcting.busy} onPress={() => void correctIt()}>
          {t('action.correct')}
        </Button>
      )}
      {next !== undefined && (
        <Button variant="primary" keys="Ctrl+Enter" busy={reopening.busy} onPress={() => void run()}>
          {t(`action.${next}`)}
        </Button>
      )}
    </>
  )
  return (
    <div className="screen">
      <CaseHead view={view} actions={actions} />
      <ConflictPanel view={view} />
      {reopening.fault !== undefined && <FaultLine fault={reopening.fault} />}
      {correcting.fault !== undefined && <FaultLine fault={correcting.fault} onRetry={() => void correctIt()} />}
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {paper === 'receipt' && view.stage === 'receptionRefused' && <RefusalReceiptDesk caseId={caseId} />}
      {paper === 'receipt' && view.stage !== 'receptionRefused' && (
        <ReceiptDesk caseId={caseId} number={view.number ?? view.provisionalNumber ?? ''} copies={view.receiptCopies} />
      )}
      {(paper === 'result' || paper === 'intermediate') && (
        <ResultPaper key={paper} caseId={caseId} intermediate={paper === 'intermediate'} onClose={() => setPaper(undefined)} />
      )}
      <CaseColumns view={view} />
    </div>
  )
}
