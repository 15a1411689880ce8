import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { AssignPanel } from './AssignPanel.tsx'
import { DecisionDesk } from './decision/DecisionDesk.tsx'
import { HeadDesk } from './decision/HeadDesk.tsx'
import { currentStep } from './procedure-steps.ts'
import { resultChoices } from './request-facts.ts'
import { ResultSent } from './ResultSent.tsx'

interface CaseWorkProps {
  readonly view: CaseView
  readonly definition: ServiceDefinition
}

/** What is to be done with the case now, as its deeds allow; otherwise who does it. */
export function CaseWork({ view, definition }: CaseWorkProps) {
  const { t } = useTranslation('provider')
  const { request, stage, deeds, decision, intermediate } = view
  const isResolution = definition.procedure === 'resolution'
  const hasIntermediate = intermediate !== undefined
  const decided = useMemo(
    () => (request === undefined ? undefined : { definition, request, choices: resultChoices(definition, request, hasIntermediate) }),
    [definition, request, hasIntermediate],
  )
  if (stage === 'completed' || stage === 'handedOut') return <ResultSent view={view} byChancellery={isResolution} />
  if (deeds.includes('accept'))
    return <EmptyState title={t('decision.title')} text={t(isResolution ? 'case.registerHint' : 'case.acceptHint')} keyHint="Ctrl+Enter" />
  if (deeds.includes('assign')) return <AssignPanel view={view} />
  if (decided !== undefined && deeds.includes('decide'))
    return <DecisionDesk view={view} decided={decided} way={deeds.includes('sign') ? 'sign' : 'submit'} />
  if (decided !== undefined && decision !== undefined && deeds.includes('sign'))
    return <HeadDesk view={view} decided={decided} decision={decision} />
  const step = currentStep(view)
  if (!isResolution || step === undefined) return <Notice tone="info">{t('decision.noRight')}</Notice>
  return <Notice tone="info">{t(`procedure.wait.${step}`, { name: view.assigned?.fullName ?? '' })}</Notice>
}
