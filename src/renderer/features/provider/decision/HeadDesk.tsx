import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { CaseView } from '#core/contract/views.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import type { DecidedRequest } from './decision-draft.ts'
import { DecisionPreview } from './DecisionPreview.tsx'
import { IncompleteFault } from './IncompleteFault.tsx'
import { ReadDraft } from './ReadDraft.tsx'
import { ReturnLine } from './ReturnLine.tsx'
import { SignDecision } from './SignDecision.tsx'
import './decision.css'

interface HeadDeskProps {
  readonly view: CaseView
  readonly decided: DecidedRequest
  readonly decision: Decision
}

/** The head reads the executor's draft beside its paper, and signs it as it is or sends it back. */
export function HeadDesk({ view, decided, decision }: HeadDeskProps) {
  const { t } = useTranslation('provider')
  const { caseId } = view
  const [doing, setDoing] = useState<'reading' | 'returning'>('reading')
  const [prepared, setPrepared] = useState<OutputOf<'signing/prepareResult'>>()
  const [prepare, preparing] = useOperation('signing/prepareResult')
  const form = decided.choices.find(({ id, outcome }) => (decision.outcome === 'refusal' ? outcome === 'refusal' : id === decision.form))
  const isReading = prepared === undefined && doing === 'reading'

  const toSign = async (): Promise<void> => {
    const answer = await prepare({ caseId, decision })
    if (answer.ok) setPrepared(answer.value)
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('decision.toSign'), run: () => void toSign(), enabled: isReading && !preparing.busy },
    { keys: 'Ctrl+Shift+Enter', label: t('decision.return'), run: () => setDoing('returning'), enabled: isReading },
  ])

  return (
    <div className="decision">
      <div className="decision-form">
        <h2>{t(prepared === undefined ? 'decision.draft' : 'decision.signTitle')}</h2>
        {prepared === undefined ? (
          <>
            <ReadDraft view={view} decided={decided} decision={decision} />
            {preparing.fault !== undefined && form !== undefined && (
              <IncompleteFault fault={preparing.fault} form={form} onRetry={() => void toSign()} />
            )}
            {doing === 'returning' ? (
              <ReturnLine caseId={caseId} onCancel={() => setDoing('reading')} />
            ) : (
              <div className="row">
                <Button variant="primary" keys="Ctrl+Enter" busy={preparing.busy} onPress={() => void toSign()}>
                  {t('decision.toSign')}
                </Button>
                <Button keys="Ctrl+Shift+Enter" onPress={() => setDoing('returning')}>
                  {t('decision.return')}
                </Button>
              </div>
            )}
          </>
        ) : (
          <SignDecision
            prepared={prepared}
            back={t('decision.backToDraft')}
            onBack={() => setPrepared(undefined)}
            onDone={() => setPrepared(undefined)}
          />
        )}
      </div>
      <DecisionPreview caseId={caseId} decision={decision} />
    </div>
  )
}
