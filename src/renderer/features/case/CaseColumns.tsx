import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { go } from '#renderer/app/navigation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { ConnectedJob } from '#renderer/features/outbox/ConnectedJob.tsx'
import { heldUp } from '#renderer/features/outbox/shown-job.ts'
import { SignatureReportView } from '#renderer/features/signing/SignatureReportView.tsx'
import { CaseData } from './CaseData.tsx'
import { CaseDocuments } from './CaseDocuments.tsx'
import { Norms } from './Norms.tsx'
import { Timeline } from './Timeline.tsx'

/** To the verification in full, made anew. */
function CheckSignature(of: { readonly caseId: CaseId; readonly paper: 'request' | 'intermediate' | 'result' }) {
  const { t } = useTranslation('verification')
  return (
    <div className="row">
      <Button onPress={() => go({ name: 'verification', of })}>{t('ofCase')}</Button>
    </div>
  )
}

/** Left what was asked and signed, right how it went. */
export function CaseColumns({ view }: { readonly view: OutputOf<'case/get'> }) {
  const { t } = useTranslation('case')
  const { request, requestReport, resultReport, jobs, norms, timeline, unbroken, caseId, intermediate } = view
  const held = heldUp(jobs)
  return (
    <div className="case-columns">
      <div className="case-column">
        {request === undefined ? (
          <Panel title={t('data.title')}>
            <p className="secondary">{t('data.notSigned')}</p>
          </Panel>
        ) : (
          <>
            <CaseData request={request} check={view.declaredCheck} />
            <CaseDocuments caseId={caseId} documents={request.documents} />
          </>
        )}
        {requestReport !== undefined && (
          <Panel title={t('signature.request')}>
            <SignatureReportView report={requestReport} />
            <CheckSignature caseId={caseId} paper="request" />
          </Panel>
        )}
        {intermediate !== undefined && (
          <Panel title={t('signature.intermediate')}>
            <SignatureReportView report={intermediate.report} />
            <CheckSignature caseId={caseId} paper="intermediate" />
          </Panel>
        )}
        {resultReport !== undefined && (
          <Panel title={t('signature.result')}>
            <SignatureReportView report={resultReport} />
            <CheckSignature caseId={caseId} paper="result" />
          </Panel>
        )}
      </div>
      <div className="case-column">
        <Timeline actions={timeline} unbroken={unbroken} />
        <Norms norms={norms} />
        <Panel title={t('jobs.title')}>
          {jobs.length === 0 ? (
            <p className="secondary">{t('jobs.none')}</p>
          ) : (
            <ul className="job-panel">
              {jobs.map((job) => (
                <li key={job.id}>
                  <ConnectedJob job={job} held={held.has(job.id)} inCase />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  )
}
