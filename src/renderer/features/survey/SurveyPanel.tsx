import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Radio, RadioGroup } from 'react-aria-components'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Panel } from '#renderer/components/Panel.tsx'
import { answered, emptySurvey, isWhole, nextQuestion, type Survey, type SurveyAnswer, surveyAnswers, surveyQuestions } from './survey.ts'
import './survey.css'

interface SurveyPanelProps {
  readonly caseId: string
  readonly onDone: (answered: boolean) => void
}

/** The questionnaire of the regulations' annex 4, form G-2: two questions, three answers, keys 1–3. */
export function SurveyPanel({ caseId, onDone }: SurveyPanelProps) {
  const { t } = useTranslation('handout')
  const [survey, setSurvey] = useState<Survey>(emptySurvey)
  const [send, sending] = useOperation('handOut/survey')
  const current = nextQuestion(survey)

  const record = async (): Promise<void> => {
    if (!isWhole(survey)) return
    const answer = await send({ caseId, ...survey })
    if (answer.ok) onDone(true)
  }
  const press = (value: SurveyAnswer): void => {
    if (current !== undefined) setSurvey(answered(survey, current, value))
  }
  useKeys([
    ...surveyAnswers.map((value) => ({
      keys: String(value),
      label: t(`survey.answer.${value}`),
      run: () => press(value),
      enabled: current !== undefined,
    })),
    { keys: 'Ctrl+Enter', label: t('survey.send'), run: () => void record(), enabled: isWhole(survey) && !sending.busy },
    { keys: 'Esc', label: t('survey.skip'), run: () => onDone(false) },
  ])

  return (
    <Panel title={t('survey.title')}>
      <div className="survey">
        {surveyQuestions.map((question, index) => (
          <RadioGroup
            key={question}
            className={`survey-question${question === current ? ' survey-current' : ''}`}
            orientation="horizontal"
            aria-label={t(`survey.${question}`)}
            value={survey[question] === undefined ? null : String(survey[question])}
            onChange={(value) => {
              const found = surveyAnswers.find((one) => String(one) === value)
              if (found !== undefined) setSurvey(answered(survey, question, found))
            }}
          >
            <p className="survey-text">
              {index + 1}. {t(`survey.${question}`)}
            </p>
            <div className="choice-row">
              {surveyAnswers.map((value) => (
                <Radio key={value} value={String(value)} className="choice-option">
                  <span className="choice-mark" aria-hidden />
                  {value}) {t(`survey.answer.${value}`)}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        ))}
        <p className="secondary">{t('survey.keys')}</p>
        {sending.fault !== undefined && <FaultLine fault={sending.fault} onRetry={() => void record()} />}
        <div className="row">
          <Button variant="primary" keys="Ctrl+Enter" busy={sending.busy} isDisabled={!isWhole(survey)} onPress={() => void record()}>
            {t('survey.send')}
          </Button>
          <Button keys="Esc" onPress={() => onDone(false)}>
            {t('survey.skip')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
