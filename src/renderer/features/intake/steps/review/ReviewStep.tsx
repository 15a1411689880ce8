import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import type { Intake, IntakeStep } from '#renderer/features/intake/intake-store.ts'
import { NcalayerWay } from '#renderer/features/signing/NcalayerWay.tsx'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'
import { isShownExactly, WhatYouSign } from '#renderer/features/signing/WhatYouSign.tsx'
import { ReviewAnswers } from './ReviewAnswers.tsx'
import { ReviewDocuments } from './ReviewDocuments.tsx'
import './review.css'

export interface ReviewProblem {
  readonly step: Exclude<IntakeStep, 'review'>
  readonly field: string
  readonly text: string
}

interface ReviewStepProps {
  readonly intake: Intake
  readonly problems: readonly ReviewProblem[]
  readonly flush: () => Promise<boolean>
  /** Goes to a step, and to a field of it. */
  readonly onStep: (step: IntakeStep, field?: string) => void
  readonly onSigned: (signed: OutputOf<'signing/sign'>) => void
}

/** Answers beside documents, the exact thing to be signed, and the signature. */
export function ReviewStep({ intake, problems, flush, onStep, onSigned }: ReviewStepProps) {
  const { t } = useTranslation('intake')
  const isReady = problems.length === 0
  return (
    <div className="review">
      {problems.length > 0 && (
        <section className="error-summary" role="alert">
          <h2>{t('review.problems')}</h2>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.text}`}>
                <button type="button" onClick={() => onStep(problem.step, problem.field)}>
                  {problem.text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="review-beside">
        <div className="review">
          <ReviewAnswers intake={intake} onStep={onStep} />
          {isReady && <ReviewDocuments intake={intake} onStep={onStep} />}
        </div>
        {isReady ? (
          // In sight whatever is being read on the left: the PIN has the focus.
          <div className="review-signing">
            <SignRequest caseId={intake.caseId} flush={flush} onSigned={onSigned} />
          </div>
        ) : (
          <ReviewDocuments intake={intake} onStep={onStep} />
        )}
      </div>
    </div>
  )
}

function SignRequest({ caseId, flush, onSigned }: Pick<ReviewStepProps, 'flush' | 'onSigned'> & { readonly caseId: string }) {
  const { t } = useTranslation('intake')
  const [prepare, preparing] = useOperation('signing/prepareRequest')
  const [prepared, setPrepared] = useState<OutputOf<'signing/prepareRequest'>>()
  const [round, setRound] = useState(0)

  useEffect(() => {
    let current = true
    const freeze = async (): Promise<void> => {
      setPrepared(undefined)
      await flush()
      const answer = await prepare({ caseId })
      if (current && answer.ok) setPrepared(answer.value)
    }
    void freeze()
    return () => {
      current = false
    }
  }, [caseId, flush, prepare, round])

  const again = (): void => setRound((now) => now + 1)
  return (
    <Panel title={t('review.content')}>
      <div className="stack">
        {preparing.fault !== undefined && <FaultLine fault={preparing.fault} onRetry={again} />}
        {preparing.fault !== undefined && preparing.fault.remedy !== 'retry' && (
          <div className="row">
            <Button onPress={again}>{t('register.askAgain')}</Button>
          </div>
        )}
        {prepared === undefined && preparing.fault === undefined && (
          <>
            <p className="secondary" role="status">
              {t('review.preparing')}
            </p>
            <Skeleton lines={3} />
          </>
        )}
        {prepared !== undefined && (
          <>
            <WhatYouSign preview={prepared} />
            <SigningPanel
              purpose="request"
              isDisabled={!isShownExactly(prepared)}
              onSign={async (certificateId, ticket, offerCancel) => {
                const answer = await getBridge().api['signing/sign'](
                  { preparationId: prepared.preparationId, certificateId, ticket },
                  offerCancel,
                )
                // The core was restarted meanwhile: the content is frozen anew, and shown before it is signed.
                if (!answer.ok && answer.error.tag === 'signing/preparationGone') again()
                return answer
              }}
              onDone={onSigned}
            />
            <NcalayerWay preparationId={prepared.preparationId} isDisabled={!isShownExactly(prepared)} onGone={again} onDone={onSigned} />
          </>
        )}
      </div>
    </Panel>
  )
}
