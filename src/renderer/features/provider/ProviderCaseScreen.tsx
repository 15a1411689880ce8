import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { go } from '#renderer/app/navigation.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { DocumentViewer } from '#renderer/features/paper/DocumentViewer.tsx'
import { formatNumber, localText } from '#renderer/i18n/format.ts'
import { DecisionDesk } from './DecisionDesk.tsx'
import { RequestFacts } from './RequestFacts.tsx'
import { ResultSent } from './ResultSent.tsx'
import './provider.css'

/** One request at the provider: what was asked, the documents, and the decision. */
export function ProviderCaseScreen({ caseId }: { readonly caseId: CaseId }) {
  const query = useQuery('case/get', { caseId, screen: 'provider' }, { refreshOn: ['case/changed'] })
  const definition = useQuery('catalogue/get', query.value === undefined ? undefined : { serviceId: query.value.serviceId })
  const fault = query.value === undefined ? query.fault : definition.fault
  if (query.value !== undefined && definition.value !== undefined)
    return <ProviderCase key={caseId} view={query.value} definition={definition.value} />
  return (
    <div className="screen">
      {fault === undefined ? (
        <Skeleton lines={10} />
      ) : (
        <FaultLine fault={fault} onRetry={query.value === undefined ? query.refresh : definition.refresh} />
      )}
    </div>
  )
}

/** What the right half shows: a document by its place, or the decision. */
type Shown = number | 'decision'

function ProviderCase({ view, definition }: { readonly view: CaseView; readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('provider')
  const session = useSession((state) => state.session)
  const [chosen, setChosen] = useState<Shown>()
  const [accept, accepting] = useOperation('provider/accept')
  const documents = view.request?.documents ?? []
  const shown: Shown = chosen ?? (view.stage === 'registered' && documents.length > 0 ? 0 : 'decision')
  const document = shown === 'decision' ? undefined : documents[shown]
  const mayAccept = view.stage === 'registered' && mayIn(session, 'providerAccept')
  const title = t(view.stage === 'completed' || view.stage === 'handedOut' ? 'sent.result' : 'decision.title')

  const acceptCase = async (): Promise<void> => {
    const answer = await accept({ caseId: view.caseId })
    if (answer.ok) setChosen('decision')
  }
  const back = (): void => go({ name: 'provider' })
  useKeys([
    { keys: 'Ctrl+Enter', label: t('case.accept'), run: () => void acceptCase(), enabled: mayAccept && !accepting.busy },
    { keys: 'Esc', label: t('case.back'), run: back },
  ])

  return (
    <div className="provider-case">
      <header className="screen-title">
        <Button variant="quiet" icon={<ArrowLeft />} label={t('case.back')} onPress={back} />
        <h1>{localText(view.serviceName)}</h1>
        <span className="mono">{formatNumber(view.number ?? '')}</span>
        <StateBadge stage={view.stage} />
        <span className="grow" />
        {mayAccept && (
          <Button variant="primary" keys="Ctrl+Enter" busy={accepting.busy} onPress={() => void acceptCase()}>
            {t('case.accept')}
          </Button>
        )}
      </header>
      {accepting.fault !== undefined && <FaultLine fault={accepting.fault} onRetry={() => void acceptCase()} />}
      {view.requestReport?.accepted === false && <Notice tone="bad">{t('case.notAccepted')}</Notice>}
      <div className="provider-beside">
        <RequestFacts
          view={view}
          definition={definition}
          shown={shown}
          onShow={setChosen}
          decisionTitle={title}
          hasDecision={view.stage !== 'registered'}
        />
        <section
          className="provider-work"
          aria-label={document === undefined ? title : t('case.viewer', { title: localText(document.title) })}
        >
          {document !== undefined && (
            <DocumentViewer key={document.sha256} caseId={view.caseId} hash={document.sha256} title={localText(document.title)} />
          )}
          {shown === 'decision' && view.stage === 'registered' && (
            <EmptyState title={t('decision.title')} text={t('case.acceptHint')} keyHint="Ctrl+Enter" />
          )}
          {shown === 'decision' &&
            view.stage === 'inWork' &&
            (mayIn(session, 'providerDecide') ? (
              <DecisionDesk view={view} definition={definition} />
            ) : (
              <Notice tone="info">{t('decision.noRight')}</Notice>
            ))}
          {shown === 'decision' && (view.stage === 'completed' || view.stage === 'handedOut') && <ResultSent view={view} />}
        </section>
      </div>
    </div>
  )
}
