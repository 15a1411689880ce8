import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { CaseView } from '#core/contract/views.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { ErrorSummary } from '#renderer/components/ErrorSummary.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { useProviderStore } from '#renderer/features/provider/provider-store.ts'
import { SavingLine } from '#renderer/features/saving/SavingLine.tsx'
import { useAutosave } from '#renderer/features/saving/use-autosave.ts'
import { useNow } from '#renderer/features/saving/use-now.ts'
import { chosenForm, type DecidedRequest, type DecisionDraft, decisionOf, decisionProblems, openDecision } from './decision-draft.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { DecisionPreview } from './DecisionPreview.tsx'
import { IncompleteFault } from './IncompleteFault.tsx'
import { saidProblems, useDecisionTexts } from './problem-lines.ts'
import { SignDecision } from './SignDecision.tsx'
import './decision.css'

interface DecisionDeskProps {
  readonly view: CaseView
  readonly decided: DecidedRequest
  /** Whoever decides signs as well; or passes the draft on to the head. */
  readonly way: 'sign' | 'submit'
}

/** The decision: typed on the left, seen as the finished paper on the right, then signed or passed on. */
export function DecisionDesk({ view, decided, way }: DecisionDeskProps) {
  const { t } = useTranslation('provider')
  const { caseId } = view
  const opened = useMemo(() => openDecision(decided, view.decision), [decided, view.decision])
  const draft = useProviderStore((state) => state.drafts[caseId]) ?? opened
  const [tried, setTried] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [prepared, setPrepared] = useState<OutputOf<'signing/prepareResult'>>()
  const [prepare, preparing] = useOperation('signing/prepareResult')
  const [submit, submitting] = useOperation('provider/submit')
  const chosen = chosenForm(decided.choices, draft)
  const { autosave, saving } = useAutosave<DecisionDraft>(async (value) => {
    const decision = decisionOf(chosenForm(decided.choices, value), value)
    if (decision === undefined) return undefined
    const answer = await getBridge().api['provider/saveDecision']({ caseId, decision })
    return answer.ok ? new Date().toISOString() : undefined
  })
  const problems = decisionProblems(decided.request, chosen, draft, useNow(60_000))
  const texts = useDecisionTexts(chosen)
  const said = saidProblems(problems, { tried, left })
  const errors = new Map(said.map((problem) => [problem.field, texts.sentence(problem)]))
  const decision = decisionOf(chosen, draft)
  const whole = problems.length === 0 ? decision : undefined
  const busy = preparing.busy || submitting.busy
  const fault = preparing.fault ?? submitting.fault

  const change = (next: DecisionDraft): void => {
    useProviderStore.getState().put(caseId, next)
    if (next.form !== draft.form) setTried(false)
    // The core keeps whole decisions only; until then the page does, and says so.
    if (decisionOf(chosenForm(decided.choices, next), next) !== undefined) autosave.change(next)
  }
  const goOn = async (): Promise<void> => {
    setTried(true)
    if (problems[0] !== undefined) requestAnimationFrame(() => focusField(problems[0]?.field ?? ''))
    if (whole === undefined || busy) return
    // Also what nobody typed is saved: a draft may consist of what the request said.
    autosave.change(draft)
    if (!(await autosave.flush())) return
    if (way === 'submit') {
      const answer = await submit({ caseId })
      if (answer.ok) useProviderStore.getState().forget(caseId)
      return
    }
    const answer = await prepare({ caseId, decision: whole })
    if (answer.ok) setPrepared(answer.value)
  }
  const word = t(way === 'sign' ? 'decision.toSign' : 'decision.submit')
  useKeys([{ keys: 'Ctrl+Enter', label: word, run: () => void goOn(), enabled: prepared === undefined }])

  return (
    <div className="decision">
      <div className="decision-form" onBlur={() => void autosave.flush()}>
        <header className="row">
          <h2 className="grow">{t(prepared === undefined ? 'decision.title' : 'decision.signTitle')}</h2>
          {prepared === undefined &&
            (decision === undefined ? <span className="secondary">{t('decision.notYetSaved')}</span> : <SavingLine saving={saving} />)}
        </header>
        {prepared === undefined ? (
          <>
            {tried && <ErrorSummary problems={said.map((problem) => ({ field: problem.field, text: texts.line(problem) }))} />}
            <DecisionForm
              decided={decided}
              chosen={chosen}
              draft={draft}
              errors={errors}
              onChange={change}
              onLeave={(name) => setLeft((now) => (now.has(name) ? now : new Set([...now, name])))}
            />
            {fault !== undefined && <IncompleteFault fault={fault} form={chosen} onRetry={() => void goOn()} />}
            <div className="row">
              <Button variant="primary" keys="Ctrl+Enter" busy={busy} onPress={() => void goOn()}>
                {word}
              </Button>
            </div>
          </>
        ) : (
          <SignDecision
            prepared={prepared}
            back={t('decision.change')}
            onBack={() => setPrepared(undefined)}
            onDone={() => {
              // After an intermediate paper the case goes on with an empty desk.
              setPrepared(undefined)
              setTried(false)
              useProviderStore.getState().forget(caseId)
            }}
          />
        )}
      </div>
      <DecisionPreview caseId={caseId} decision={whole} />
    </div>
  )
}
