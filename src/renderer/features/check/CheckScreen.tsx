import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type CheckStep, checkStepIds } from '#core/domain/self-check.ts'
import { back } from '#renderer/app/navigation.ts'
import { useHostEvent } from '#renderer/bridge/use-event.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { CheckLine } from './CheckLine.tsx'
import { hearStep, runCheck, stopCheck, useCheck } from './check-store.ts'
import { countOf } from './check-text.ts'
import { SupportReport } from './SupportReport.tsx'
import './check.css'

/** Whether the workplace can work: step by step, each with what to do, and a report for support. */
export function CheckScreen() {
  const { t } = useTranslation('check')
  const { running, steps, now, report, fault } = useCheck()
  useHostEvent('check/progress', hearStep)
  useEffect(() => {
    void runCheck()
    return stopCheck
  }, [])
  useKeys([
    { keys: 'Ctrl+Enter', label: t('run'), run: () => void runCheck(), enabled: !running },
    { keys: 'Esc', label: t(running ? 'stop' : 'back'), run: running ? stopCheck : back },
  ])

  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('title')}</h1>
        <span className="secondary" role="status">
          {running && t('running', { done: steps.length, total: checkStepIds.length })}
        </span>
        <span className="grow" />
        {running ? (
          <Button keys="Esc" onPress={stopCheck}>
            {t('stop')}
          </Button>
        ) : (
          <Button variant="primary" keys="Ctrl+Enter" onPress={() => void runCheck()}>
            {t('run')}
          </Button>
        )}
      </header>
      {fault !== undefined && <FaultLine fault={fault} onRetry={() => void runCheck()} />}
      <div className="check-beside">
        <div className="check-list">
          {!running && steps.length > 0 && <Summary steps={steps} />}
          <ol className="check-steps" aria-label={t('steps')}>
            {checkStepIds.map((id) => (
              <CheckLine key={id} id={id} step={steps.find((step) => step.id === id)} isNow={running && now === id} />
            ))}
          </ol>
        </div>
        <SupportReport report={report} />
      </div>
    </div>
  )
}

function Summary({ steps }: { readonly steps: readonly CheckStep[] }) {
  const { t } = useTranslation('check')
  const [bad, warnings] = [countOf(steps, 'bad'), countOf(steps, 'warning')]
  if (steps.some(({ said }) => said === 'cancelled')) return <Notice tone="info">{t('stopped')}</Notice>
  if (bad > 0) return <Notice tone="bad">{t('hindered', { count: bad })}</Notice>
  if (warnings > 0) return <Notice tone="warning">{t('warned', { count: warnings })}</Notice>
  return <Notice tone="good">{t('allGood')}</Notice>
}
