import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CheckStep, type CheckStepId, checkStepIds } from '#core/domain/self-check.ts'
import { back } from '#renderer/app/navigation.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useHostEvent } from '#renderer/bridge/use-event.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import { CheckLine } from './CheckLine.tsx'
import { countOf } from './check-text.ts'
import { SupportReport } from './SupportReport.tsx'
import './check.css'

interface Check {
  readonly running: boolean
  readonly steps: readonly CheckStep[]
  /** The step that is looked at now. */
  readonly now?: CheckStepId
  readonly report?: { readonly text: string; readonly at: string }
  readonly fault?: ShownFault
}

/** Whether the workplace can work: step by step, each with what to do, and a report for support. */
export function CheckScreen() {
  const { t } = useTranslation('check')
  const [check, setCheck] = useState<Check>({ running: true, steps: [] })
  const cancel = useRef((): void => {})
  const run = useCallback(async (): Promise<void> => {
    setCheck({ running: true, steps: [] })
    const answer = await getBridge().api['check/run']({}, (offered) => (cancel.current = offered))
    setCheck(
      answer.ok
        ? { running: false, steps: answer.value.steps, report: { text: answer.value.report, at: answer.value.at } }
        : { running: false, steps: [], fault: answer.error },
    )
  }, [])
  useHostEvent('check/progress', ({ id, step }) =>
    setCheck((before) =>
      !before.running ? before : { ...before, now: id, steps: step === undefined ? before.steps : [...before.steps, step] },
    ),
  )
  useEffect(() => {
    void run()
    return () => cancel.current()
  }, [run])
  useKeys(
    [
      { keys: 'Ctrl+Enter', label: t('run'), run: () => void run(), enabled: !check.running },
      { keys: 'Esc', label: check.running ? t('stop') : undefined, run: () => (check.running ? cancel.current() : back()) },
    ].map(({ label, ...key }) => (label === undefined ? key : { ...key, label })),
  )

  const { running, steps, now, report, fault } = check
  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('title')}</h1>
        <span className="secondary" role="status">
          {running && t('running', { done: steps.length, total: checkStepIds.length })}
        </span>
        <span className="grow" />
        {running ? (
          <Button keys="Esc" onPress={() => cancel.current()}>
            {t('stop')}
          </Button>
        ) : (
          <Button variant="primary" keys="Ctrl+Enter" onPress={() => void run()}>
            {t('run')}
          </Button>
        )}
      </header>
      {fault !== undefined && <FaultLine fault={fault} onRetry={() => void run()} />}
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
