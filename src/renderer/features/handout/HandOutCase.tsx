import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { applicantId, applicantName } from '#core/domain/request.ts'
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
import { formatDate, formatIin, formatNumber, localText, pageLanguage } from '#renderer/i18n/format.ts'
import { CorrectionOffer } from './CorrectionOffer.tsx'
import { EmailStatus } from './EmailStatus.tsx'
import { type GivenWay, HandOutWays } from './HandOutWays.tsx'
import { useResultTitle, Validity } from './Validity.tsx'

const another = (): void => go({ name: 'handOut' })

/** One case at the hand-out: is the result there, who takes it, and what they thought of the service. */
export function HandOutCase({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation('handout')
  const query = useQuery('case/get', { caseId, screen: 'handOut' }, { refreshOn: ['case/changed'] })
  const [given, setGiven] = useState<GivenWay>()
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
  const asksSurvey = given !== undefined && given !== 'email' && !view.surveyed && surveyOver === undefined
  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('title')}</h1>
        <span className="mono">{formatNumber(view.number ?? view.provisionalNumber ?? '')}</span>
        {view.number !== undefined && view.provisionalNumber !== undefined && (
          <span className="secondary">{t('provisionalNumber', { number: formatNumber(view.provisionalNumber) })}</span>
        )}
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
          {given === 'email' ? (
            <EmailStatus view={view} />
          ) : (
            <Notice tone="good">
              <strong>{t('done')}</strong>
              <p>{t(given === 'print' ? 'donePrinted' : 'doneSaved')}</p>
            </Notice>
          )}
          <CorrectionOffer view={view} />
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

function Readiness({ view, onGiven }: { readonly view: CaseView; readonly onGiven: (way: GivenWay) => void }) {
  const { t } = useTranslation('handout')
  const { request, deadline, result, stage, outcome, intermediate } = view
  const isReady = stage === 'completed' || stage === 'handedOut'
  // While the case goes on there may be an intermediate paper to give out.
  const paper = !isReady && intermediate?.delivered === true ? intermediate.result : undefined
  const titleOf = useResultTitle(view)
  return (
    <div className="handout-case">
      <div className="stack">
        {stage === 'handedOut' && <Notice tone="warning">{t('already')}</Notice>}
        <EmailStatus view={view} />
        {isReady && (
          <Notice tone="good">{outcome === 'refusal' ? t('readyRefusal') : t('readyPositive', { title: titleOf(result) })}</Notice>
        )}
        {isReady && result !== undefined && outcome !== 'refusal' && <Validity view={view} result={result} />}
        {paper !== undefined && (
          <>
            <Notice tone={intermediate?.handedOut === true ? 'warning' : 'good'}>
              {t(intermediate?.handedOut === true ? 'intermediateAlready' : 'intermediateReady', { title: titleOf(paper) })}
            </Notice>
            <Validity view={view} result={paper} />
          </>
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
                        {applicantName(request, pageLanguage())}
                        <div className="secondary">{formatIin(applicantId(request))}</div>
                      </>
                    ),
                  },
                ]),
            ...(request?.organisation === undefined ? [] : [{ label: t('head'), value: fullNameOf(request.applicant.name) }]),
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
      {(isReady || paper !== undefined) && (
        <HandOutWays key={isReady ? 'result' : 'intermediate'} view={view} intermediate={!isReady} onGiven={onGiven} />
      )}
    </div>
  )
}
