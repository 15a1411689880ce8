import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { go } from '#renderer/app/navigation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { SurveyPanel } from '#renderer/features/survey/SurveyPanel.tsx'
import { formatDate, formatIin, formatNumber, localText } from '#renderer/i18n/format.ts'
import { HandOutDesk } from './HandOutDesk.tsx'

const another = (): void => go({ name: 'handOut' })

/** One case at the hand-out: is the result there, who takes it, and what they thought of the service. */
export function HandOutCase({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation('handout')
  const query = useQuery('case/get', { caseId, screen: 'handOut' }, { refreshOn: ['case/changed'] })
  const [given, setGiven] = useState<'print' | 'save'>()
  const [surveyOver, setSurveyOver] = useState<'answered' | 'skipped'>()
  const view = query.value
  useKeys([{ keys: 'F3', label: t('another'), run: another }])

  if (view === undefined)
    return (
      <div className="screen">
        <h1>{t('title')}</h1>
        {query.fault === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <>
            <FaultLine fault={query.fault} onRetry={query.refresh} />
            <Another />
          </>
        )}
      </div>
    )
  const asksSurvey = given !== undefined && !view.surveyed && surveyOver === undefined
  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('title')}</h1>
        <span className="mono">{formatNumber(view.number ?? view.provisionalNumber ?? '')}</span>
        <StateBadge stage={view.stage} />
        <span className="grow" />
        <Button keys="F3" onPress={another}>
          {t('another')}
        </Button>
      </header>
      {given === undefined ? (
        <Readiness view={view} onGiven={setGiven} />
      ) : (
        <div className="stack handout-done">
          <Notice tone="good">
            <strong>{t('done')}</strong>
            <p>{t(given === 'print' ? 'donePrinted' : 'doneSaved')}</p>
          </Notice>
          {asksSurvey && <SurveyPanel caseId={caseId} onDone={(answered) => setSurveyOver(answered ? 'answered' : 'skipped')} />}
          {surveyOver === 'answered' && <Notice tone="good">{t('survey.thanks')}</Notice>}
          {!asksSurvey && (
            <div className="row">
              <Button variant="primary" keys="F3" onPress={another} autoFocus>
                {t('nextPerson')}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

const Another = () => {
  const { t } = useTranslation('handout')
  return (
    <div className="row">
      <Button keys="F3" onPress={another}>
        {t('another')}
      </Button>
    </div>
  )
}

const waiting: readonly CaseView['stage'][] = ['queued', 'registered', 'inWork']

function Readiness({ view, onGiven }: { readonly view: CaseView; readonly onGiven: (way: 'print' | 'save') => void }) {
  const { t } = useTranslation('handout')
  const { request, deadline, result, stage, outcome } = view
  const isReady = stage === 'completed' || stage === 'handedOut'
  return (
    <div className="handout-case">
      <div className="stack">
        {stage === 'handedOut' && <Notice tone="warning">{t('already')}</Notice>}
        {isReady && (
          <Notice tone="good">
            {outcome === 'refusal' ? t('readyRefusal') : t('readyPositive', { title: localText(result?.service.name ?? view.serviceName) })}
          </Notice>
        )}
        {waiting.includes(stage) && (
          <Notice tone="info">{deadline === undefined ? t('notReady') : t('notReadyDue', { date: formatDate(deadline.issueFrom) })}</Notice>
        )}
        {!isReady && !waiting.includes(stage) && <Notice tone="warning">{t('wrongStage')}</Notice>}
        <Definition
          items={[
            { label: t('service'), value: localText(view.serviceName) },
            ...(request === undefined
              ? []
              : [
                  {
                    label: t('applicant'),
                    value: (
                      <>
                        {fullNameOf(request.applicant.name)}
                        <div className="secondary">{formatIin(request.applicant.iin)}</div>
                      </>
                    ),
                  },
                ]),
            ...(request?.representative === undefined
              ? []
              : [
                  {
                    label: t('representative'),
                    value: (
                      <>
                        {fullNameOf(request.representative.name)}
                        <div className="secondary">{formatIin(request.representative.iin)}</div>
                      </>
                    ),
                  },
                ]),
            ...(deadline === undefined ? [] : [{ label: t('due'), value: formatDate(deadline.issueFrom) }]),
          ]}
        />
      </div>
      {isReady && <HandOutDesk view={view} onGiven={onGiven} />}
    </div>
  )
}
