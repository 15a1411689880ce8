import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { DecisionPreview } from '#renderer/features/provider/decision/DecisionPreview.tsx'
import { isShownExactly, WhatYouSign } from '#renderer/features/signing/WhatYouSign.tsx'
import { formatDateTime } from '#renderer/i18n/format.ts'
import { type CaseToSign, writtenOf } from './group-signing.ts'
import { useGroup } from './group-store.ts'

/** One decision as it would be signed: in words, as bytes, and as the paper. Only when both are there it counts as seen. */
export function OpenedDecision({ one }: { readonly one: CaseToSign }) {
  const { t } = useTranslation('group')
  const { line, decision, by, at } = one
  const seen = useGroup((state) => state.seen[line.caseId])
  const [prepare, preparing] = useOperation('signing/prepareResult')
  const isMissing = seen === undefined
  const [isDrawn, setDrawn] = useState(false)

  useEffect(() => {
    if (!isMissing) return
    let current = true
    void prepare({ caseId: line.caseId, decision }).then((answer) => {
      if (current && answer.ok && isShownExactly(answer.value))
        useGroup.getState().see(line.caseId, { written: writtenOf({ decision }), preview: answer.value, shown: false })
    })
    return () => {
      current = false
    }
  }, [isMissing, prepare, line.caseId, decision])

  const show = useGroup((state) => state.show)
  useEffect(() => {
    if (isDrawn && !isMissing) show(line.caseId)
  }, [isDrawn, isMissing, show, line.caseId])

  return (
    <section className="group-opened" aria-label={line.applicantName ?? t('title')}>
      <div className="group-words">
        {preparing.fault !== undefined && <FaultLine fault={preparing.fault} />}
        {seen === undefined ? preparing.fault === undefined && <Skeleton lines={6} /> : <WhatYouSign preview={seen.preview} />}
        <p className="secondary">{t('by', { name: by, time: formatDateTime(at) })}</p>
        <div className="row">
          <Button onPress={() => go({ name: 'providerCase', caseId: line.caseId })}>{t('toCase')}</Button>
        </div>
      </div>
      <DecisionPreview caseId={line.caseId} decision={decision} onShown={() => setDrawn(true)} />
    </section>
  )
}
