import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { ResultPdf } from '#renderer/features/paper/ResultPdf.tsx'
import { SignatureReportView } from '#renderer/features/signing/SignatureReportView.tsx'
import { paperStateOf } from './delivery.ts'

const tones = { queued: 'warning', delivered: 'good', handedOut: 'good' } as const

interface IntermediatePaperProps {
  readonly view: CaseView
  readonly paper: NonNullable<CaseView['intermediate']>
}

/** The paper that was given while the case goes on: where it is, itself, and its signature. */
export function IntermediatePaper({ view, paper }: IntermediatePaperProps) {
  const { t } = useTranslation('provider')
  const state = paperStateOf(paper)
  return (
    <div className="result-sent">
      <h2>{t('paper.title')}</h2>
      <Notice tone={tones[state]}>
        <strong>{t(`paper.${state}`)}</strong>
        {view.stage === 'inWork' && <p>{t('paper.waiting')}</p>}
      </Notice>
      <ResultPdf caseId={view.caseId} intermediate />
      <h2>{t('sent.report')}</h2>
      <SignatureReportView report={paper.report} />
    </div>
  )
}
