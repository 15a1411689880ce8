import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { CaseView } from '#core/contract/views.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { PdfView } from '#renderer/components/PdfView.tsx'
import { SignedContent } from '#renderer/features/intake/steps/review/SignedContent.tsx'
import { SavingLine } from '#renderer/features/saving/SavingLine.tsx'
import { useAutosave } from '#renderer/features/saving/use-autosave.ts'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'
import { type DecisionDraft, decisionOf, decisionProblems, openDecision } from './decision-draft.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { useProviderStore } from './provider-store.ts'

/** Typing rests this long before the preview is made anew, milliseconds. */
const previewDelay = 600

/** The decision: typed on the left, seen as the finished document on the right, then signed. */
export function DecisionDesk({ view, definition }: { readonly view: CaseView; readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('provider')
  const { caseId } = view
  const draft = useProviderStore((state) => state.drafts[caseId]) ?? openDecision(view.decision)
  const [tried, setTried] = useState(false)
  const [prepared, setPrepared] = useState<OutputOf<'signing/prepareResult'>>()
  const [prepare, preparing] = useOperation('signing/prepareResult')
  const { autosave, saving } = useAutosave<DecisionDraft>(async (value) => {
    const decision = decisionOf(value)
    if (decision === undefined) return undefined
    const answer = await getBridge().api['provider/saveDecision']({ caseId, decision })
    return answer.ok ? new Date().toISOString() : undefined
  })
  const problems = decisionProblems(definition, draft)

  const change = (next: DecisionDraft): void => {
    useProviderStore.getState().put(caseId, next)
    // The core keeps whole decisions only; until then the page does, and says so.
    if (decisionOf(next) !== undefined) autosave.change(next)
  }
  const toSign = async (): Promise<void> => {
    setTried(true)
    const decision = decisionOf(draft)
    if (decision === undefined || problems.length > 0 || preparing.busy) return
    await autosave.flush()
    const answer = await prepare({ caseId, decision })
    if (answer.ok) setPrepared(answer.value)
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('decision.toSign'), run: () => void toSign(), enabled: prepared === undefined },
    { keys: 'Esc', label: t('decision.change'), run: () => setPrepared(undefined), enabled: prepared !== undefined },
  ])

  return (
    <div className="decision">
      <div className="decision-form" onBlur={() => void autosave.flush()}>
        <header className="row">
          <h2 className="grow">{prepared === undefined ? t('decision.title') : t('decision.signTitle')}</h2>
          {prepared === undefined &&
            (decisionOf(draft) === undefined ? (
              <span className="secondary">{t('decision.notYetSaved')}</span>
            ) : (
              <SavingLine saving={saving} />
            ))}
        </header>
        {prepared === undefined ? (
          <>
            <DecisionForm definition={definition} draft={draft} problems={tried ? problems : []} onChange={change} />
            {preparing.fault !== undefined && <FaultLine fault={preparing.fault} onRetry={() => void toSign()} />}
            <div className="row">
              <Button variant="primary" keys="Ctrl+Enter" busy={preparing.busy} onPress={() => void toSign()}>
                {t('decision.toSign')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <div className="row">
              <Button keys="Esc" onPress={() => setPrepared(undefined)}>
                {t('decision.change')}
              </Button>
            </div>
            <SignedContent preview={prepared} />
            <SigningPanel
              purpose="result"
              onSign={async (certificateId, ticket, offerCancel) => {
                const answer = await getBridge().api['signing/sign'](
                  { preparationId: prepared.preparationId, certificateId, ticket },
                  offerCancel,
                )
                if (!answer.ok && answer.error.tag === 'signing/preparationGone') setPrepared(undefined)
                return answer
              }}
              onDone={() => useProviderStore.getState().forget(caseId)}
            />
          </>
        )}
      </div>
      <DecisionPreview caseId={caseId} draft={draft} isWhole={problems.length === 0} />
    </div>
  )
}

function DecisionPreview({
  caseId,
  draft,
  isWhole,
}: {
  readonly caseId: string
  readonly draft: DecisionDraft
  readonly isWhole: boolean
}) {
  const { t } = useTranslation('provider')
  const [rested, setRested] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), previewDelay)
    return () => clearTimeout(timer)
  }, [draft])

  const decision = decisionOf(rested)
  const query = useQuery('provider/previewResult', isWhole && decision !== undefined ? { caseId, decision } : undefined)
  const [last, setLast] = useState<Uint8Array>()
  if (query.value !== undefined && query.value.pdf !== last) setLast(query.value.pdf)

  return (
    <section className="decision-preview" aria-label={t('decision.preview')}>
      <h2>{t('decision.preview')}</h2>
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {last === undefined ? (
        <p className="secondary">{t('decision.previewWait')}</p>
      ) : (
        <PdfView bytes={last} label={t('decision.preview')} zoom={0.8} />
      )}
    </section>
  )
}
