import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { go } from '#renderer/app/navigation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ResultPdf } from '#renderer/features/paper/ResultPdf.tsx'
import { SignatureReportView } from '#renderer/features/signing/SignatureReportView.tsx'
import { deliveryOf } from './delivery.ts'

const tones = { delivered: 'good', toDispatch: 'warning', queued: 'warning', stuck: 'bad' } as const

interface ResultSentProps {
  readonly view: CaseView
  /** The service's procedure has the chancellery send the result. */
  readonly byChancellery: boolean
}

/** After the decision is signed. */
export function ResultSent({ view, byChancellery }: ResultSentProps) {
  const { t } = useTranslation('provider')
  const [open, setOpen] = useState(false)
  const delivery = deliveryOf(view, byChancellery)
  const isOnItsWay = delivery === 'queued' || delivery === 'stuck'
  return (
    <div className="result-sent">
      <h2>
        {t('sent.title')}: {t(view.outcome === 'refusal' ? 'sent.refusal' : 'sent.positive')}
      </h2>
      <Notice tone={tones[delivery]}>
        <strong>{t(`sent.${delivery}`)}</strong>
        <p>{t(`sent.${delivery}Text`)}</p>
        {isOnItsWay && <Button onPress={() => go({ name: 'outbox' })}>{t('sent.toOutbox')}</Button>}
      </Notice>
      <div className="row">
        <Button variant={delivery === 'toDispatch' ? 'plain' : 'primary'} onPress={() => go({ name: 'provider' })}>
          {t('sent.next')}
        </Button>
        {!open && <Button onPress={() => setOpen(true)}>{t('sent.open')}</Button>}
      </div>
      {open && <ResultPdf caseId={view.caseId} />}
      {view.resultReport !== undefined && (
        <>
          <h2>{t('sent.report')}</h2>
          <SignatureReportView report={view.resultReport} />
        </>
      )}
    </div>
  )
}
