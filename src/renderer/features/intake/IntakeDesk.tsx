import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { DraftProblem } from '#core/domain/draft-problems.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useHostEvent } from '#renderer/bridge/use-event.ts'
import { Button } from '#renderer/components/Button.tsx'
import { ErrorSummary } from '#renderer/components/ErrorSummary.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { SavingLine } from '#renderer/features/saving/SavingLine.tsx'
import { useAutosave } from '#renderer/features/saving/use-autosave.ts'
import { useNow } from '#renderer/features/saving/use-now.ts'
import { CasePanel } from './CasePanel.tsx'
import { CorrectionBand } from './CorrectionBand.tsx'
import { type FieldErrors } from './field-binding.ts'
import { ofStep, type ProblemTexts, problemsOfIntake, saidProblems, useProblemTexts } from './intake-problems.ts'
import { goToStep, type Intake, type IntakeStep, isSameTyping, stepAfter, stepBefore, tryStep, useIntakeStore } from './intake-store.ts'
import { IntakeSteps } from './IntakeSteps.tsx'
import { RefuseDialog } from './RefuseDialog.tsx'
import { ApplicantStep } from './steps/applicant/ApplicantStep.tsx'
import { syncSlots } from './steps/documents/documents-store.ts'
import { DocumentsList, DocumentsStep } from './steps/documents/DocumentsStep.tsx'
import { FormStep } from './steps/form/FormStep.tsx'
import { ReviewStep } from './steps/review/ReviewStep.tsx'

interface IntakeDeskProps {
  readonly intake: Intake
  readonly caseId: CaseId
  readonly onSigned: (signed: OutputOf<'signing/sign'>) => void
  readonly onRefused: () => void
}

/** The steps on the left, the step's work in the middle, the case on the right. */
export function IntakeDesk({ intake, caseId, onSigned, onRefused }: IntakeDeskProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const now = useNow()
  const { draft, definition, tried } = intake
  const { step } = draft
  const [refusing, setRefusing] = useState<string>()
  const texts = useProblemTexts(definition, draft.applicant)

  const { autosave, saving } = useAutosave<Intake['draft']>(async (value) => {
    const { slots: _slots, ...typed } = value
    const answer = await getBridge().api['intake/saveDraft']({ caseId, draft: typed })
    if (!answer.ok) return undefined
    useIntakeStore.setState({ saved: value })
    return answer.value.savedAt
  })
  useEffect(() => {
    const { saved } = useIntakeStore.getState()
    if (saved !== undefined && !isSameTyping(saved, draft)) autosave.change(draft)
  }, [autosave, draft])
  useHostEvent('documents/changed', (changed) => syncSlots(changed.caseId, changed.slots))

  // What is wrong is worked out after the keystroke is drawn; what the keys and buttons do asks anew.
  const rested = useDeferredValue(intake)
  const problems = useMemo(() => problemsOfIntake(rested, now), [rested, now])
  const said = useMemo(() => saidProblems(problems, rested), [problems, rested])
  const errors = useErrors(said, texts)
  const summary = tried.has(step) ? ofStep(said, step).map((problem) => ({ field: problem.field, text: texts.line(problem) })) : []

  const show = (next: IntakeStep, field?: string): void => {
    edit((current) => goToStep(step === 'review' ? current : tryStep(current, step), next))
    void autosave.flush()
    // The field is there once the step is drawn.
    if (field !== undefined) requestAnimationFrame(() => focusField(field))
  }
  const next = (): void => {
    const current = useIntakeStore.getState().intake ?? intake
    const [first] = ofStep(problemsOfIntake(current, now), step)
    if (first === undefined) return show(stepAfter(step))
    edit((state) => tryStep(state, step))
    // A folded field is there once its error is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => focusField(first.field)))
  }
  const before = stepBefore(step)
  const back = (): void => {
    if (before === undefined) return
    edit((current) => goToStep(current, before))
    void autosave.flush()
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('next'), run: next, enabled: step !== 'review' },
    { keys: 'Esc', label: t('back'), run: back, enabled: before !== undefined },
  ])

  const work: Readonly<Record<IntakeStep, () => ReactNode>> = {
    applicant: () => <ApplicantStep intake={intake} errors={errors} now={now} onRefuse={setRefusing} />,
    form: () => <FormStep caseId={caseId} errors={errors} />,
    documents: () => <DocumentsStep intake={intake} errors={errors} />,
    review: () => (
      <ReviewStep
        intake={intake}
        problems={problems.map((problem) => ({ step: problem.step, field: problem.field, text: texts.line(problem) }))}
        flush={autosave.flush}
        onStep={show}
        onSigned={onSigned}
      />
    ),
  }

  return (
    <div className="intake">
      <div className="intake-steps">
        <IntakeSteps intake={rested} problems={problems} onSelect={(next) => show(next)} />
        {step === 'documents' && <DocumentsList intake={intake} errors={errors} onRefuse={setRefusing} />}
      </div>
      <div className={`intake-work intake-${step}`} onBlur={() => void autosave.flush()}>
        <header className="screen-title">
          <h1 key={step} ref={focusHeading} tabIndex={-1}>
            {t(`steps.${step}`)}
          </h1>
          <span className="grow" />
          <SavingLine saving={saving} />
        </header>
        {draft.correction !== undefined && <CorrectionBand correction={draft.correction} />}
        {intake.rejection !== undefined && <Notice tone="bad">{t('rejected', { code: intake.rejection })}</Notice>}
        <ErrorSummary problems={summary} />
        {work[step]()}
        {step !== 'review' && (
          <footer className="intake-foot">
            {before !== undefined && (
              <Button keys="Esc" onPress={back}>
                {t('back')}
              </Button>
            )}
            <Button variant="primary" keys="Ctrl+Enter" onPress={next}>
              {t('next')}
            </Button>
          </footer>
        )}
      </div>
      <CasePanel intake={rested} now={now} />
      {refusing !== undefined && (
        <RefuseDialog
          intake={intake}
          caseId={caseId}
          reason={refusing}
          flush={autosave.flush}
          onClose={() => setRefusing(undefined)}
          onRefused={onRefused}
        />
      )}
    </div>
  )
}

/** Sentences by field, the first of each; the same object while they say the same, so that a form is not drawn anew for nothing. */
function useErrors(said: readonly DraftProblem[], { sentence }: ProblemTexts): FieldErrors {
  const entries = said.toReversed().map((problem) => [problem.field, sentence(problem)] as const)
  const shape = JSON.stringify(entries)
  return useMemo(() => new Map(JSON.parse(shape) as readonly (readonly [string, string])[]), [shape])
}

/** A new step is announced by its heading, unless a field of it takes the focus. */
const focusHeading = (heading: HTMLHeadingElement | null): void => {
  if (heading !== null && (document.activeElement === null || document.activeElement === document.body)) heading.focus()
}
