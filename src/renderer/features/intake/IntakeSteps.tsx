import { useTranslation } from 'react-i18next'
import { slotsOf, type DraftProblem } from '#core/domain/draft-problems.ts'
import { type StepItem, Steps } from '#renderer/components/Steps.tsx'
import { type Intake, intakeSteps, type IntakeStep } from './intake-store.ts'
import { slotProgress } from './steps/documents/slot-state.ts'

/** A step is done when the operator has been there, or beyond, and nothing of it is wrong. */
export const stepStateOf = (
  step: IntakeStep,
  current: IntakeStep,
  problems: readonly DraftProblem[],
  tried: Intake['tried'],
): StepItem['state'] => {
  if (step === current) return 'current'
  const been = tried.has(step) || intakeSteps.indexOf(step) < intakeSteps.indexOf(current)
  return been && step !== 'review' && !problems.some((problem) => problem.step === step) ? 'done' : 'todo'
}

interface IntakeStepsProps {
  readonly intake: Intake
  readonly problems: readonly DraftProblem[]
  readonly onSelect: (step: IntakeStep) => void
}

export function IntakeSteps({ intake, problems, onSelect }: IntakeStepsProps) {
  const { t } = useTranslation('intake')
  const progress = slotProgress(slotsOf(intake.definition, intake.draft, intake.channel), intake.draft.slots)
  const items = intakeSteps.map((step) => ({
    id: step,
    label: t(`steps.${step}`),
    state: stepStateOf(step, intake.draft.step, problems, intake.tried),
    ...(step === 'documents' ? { detail: t('panel.documentsCount', progress) } : {}),
  }))
  return <Steps items={items} onSelect={onSelect} />
}
