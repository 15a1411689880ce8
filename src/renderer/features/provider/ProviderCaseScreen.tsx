import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { DocumentViewer } from '#renderer/features/paper/DocumentViewer.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { CaseBands } from './CaseBands.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseWork } from './CaseWork.tsx'
import { ExtensionPanel } from './ExtensionPanel.tsx'
import { factsFold } from './facts-fold.ts'
import { IntermediatePaper } from './IntermediatePaper.tsx'
import { ProcedureLine } from './ProcedureLine.tsx'
import { RequestFacts, type Shown } from './RequestFacts.tsx'
import './provider.css'

/** One request at the provider: what was asked, the documents, and the decision. */
export function ProviderCaseScreen({ caseId }: { readonly caseId: CaseId }) {
  const query = useQuery('case/get', { caseId, screen: 'provider' }, { refreshOn: ['case/changed'] })
  const { value: view } = query
  // The definition the case began with: a newer one may ask other things.
  const definition = useQuery('catalogue/get', view === undefined ? undefined : { serviceId: view.serviceId, version: view.serviceVersion })
  if (view !== undefined && definition.value !== undefined) return <ProviderCase key={caseId} view={view} definition={definition.value} />
  const { fault, refresh } = view === undefined ? query : definition
  return <div className="screen">{fault === undefined ? <Skeleton lines={10} /> : <FaultLine fault={fault} onRetry={refresh} />}</div>
}

interface ProviderCaseProps {
  readonly view: CaseView
  readonly definition: ServiceDefinition
}

function ProviderCase({ view, definition }: ProviderCaseProps) {
  const { t } = useTranslation('provider')
  const { caseId, deeds, stage, intermediate } = view
  const [chosen, setChosen] = useState<Shown>()
  const [folded, setFolded] = useState<boolean>()
  const [isExtending, setExtending] = useState(false)
  const [accept, accepting] = useOperation('provider/accept')
  const [dispatch, dispatching] = useOperation('provider/dispatch')
  const documents = view.request?.documents ?? []
  const shown: Shown = chosen ?? (stage === 'registered' && documents.length > 0 ? 0 : 'decision')
  const document = typeof shown === 'number' ? documents[shown] : undefined
  const factsShown = !(folded ?? factsFold(shown, deeds))
  const title = t(stage === 'completed' || stage === 'handedOut' ? 'sent.result' : 'decision.title')
  const isResolution = definition.procedure === 'resolution'
  const { extension } = definition.term
  const mayExtend = deeds.includes('extend') && extension !== undefined && !isExtending

  const show = (next: Shown): void => {
    setChosen(next)
    setFolded(undefined)
  }
  const acceptCase = async (): Promise<void> => {
    const answer = await accept({ caseId })
    if (answer.ok) show('decision')
  }
  const run = deeds.includes('accept') ? acceptCase : deeds.includes('dispatch') ? () => dispatch({ caseId }) : undefined
  const action =
    run === undefined
      ? undefined
      : {
          label: t(deeds.includes('dispatch') ? 'sent.dispatch' : isResolution ? 'case.register' : 'case.accept'),
          busy: accepting.busy || dispatching.busy,
          run: () => void run(),
        }
  const fault = accepting.fault ?? dispatching.fault
  const back = (): void => go({ name: 'provider' })
  const toggle = (): void => setFolded(factsShown)
  useKeys([
    { keys: 'Ctrl+Enter', label: action?.label ?? '', run: () => action?.run(), enabled: action !== undefined && !action.busy },
    { keys: 'F7', label: t(factsShown ? 'case.hideRequest' : 'case.showRequest'), run: toggle },
    { keys: 'Ctrl+M', label: t('extend.title'), run: () => setExtending(true), enabled: mayExtend },
    { keys: 'Esc', label: t('case.back'), run: back },
  ])

  return (
    <div className="provider-case">
      <CaseHead
        view={view}
        factsShown={factsShown}
        onToggleFacts={toggle}
        onExtend={mayExtend ? () => setExtending(true) : undefined}
        onBack={back}
        action={action}
      />
      {isResolution && <ProcedureLine view={view} />}
      {view.assigned !== undefined && stage === 'inWork' && (
        <p className="resolution">
          <span className="secondary">{t('case.resolution')}:</span> {view.assigned.resolution}
        </p>
      )}
      {fault !== undefined && <FaultLine fault={fault} onRetry={() => action?.run()} />}
      <CaseBands view={view} />
      {isExtending && extension !== undefined && <ExtensionPanel view={view} extension={extension} onClose={() => setExtending(false)} />}
      <div className={`provider-beside${factsShown ? '' : ' provider-folded'}`}>
        {factsShown && <RequestFacts view={view} definition={definition} shown={shown} onShow={show} decisionTitle={title} />}
        <section
          className="provider-work"
          aria-label={document === undefined ? title : t('case.viewer', { title: localText(document.title) })}
        >
          {document !== undefined && (
            <DocumentViewer key={document.sha256} caseId={caseId} hash={document.sha256} title={localText(document.title)} />
          )}
          {shown === 'intermediate' && intermediate !== undefined && <IntermediatePaper view={view} paper={intermediate} />}
          {shown === 'decision' && <CaseWork view={view} definition={definition} />}
        </section>
      </div>
    </div>
  )
}
