import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate, localText } from '#renderer/i18n/format.ts'

/** What everybody who works on the case must know before anything else. */
export function CaseBands({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('provider')
  const { remark, stage, extension, deadline, requestReport } = view
  return (
    <>
      {requestReport?.accepted === false && <Notice tone="bad">{t('case.notAccepted')}</Notice>}
      {remark !== undefined && stage === 'inWork' && (
        <Notice tone="warning">
          <strong>{t('decision.returned')}:</strong> {remark}
        </Notice>
      )}
      {extension !== undefined && deadline !== undefined && stage === 'inWork' && (
        <Notice tone="info">
          {extension.from !== undefined && (
            <strong>{t('extend.done', { from: formatDate(extension.from.dueOn), to: formatDate(deadline.dueOn) })} </strong>
          )}
          {t('extend.doneReason', { reason: localText(extension.reason) })}
        </Notice>
      )}
    </>
  )
}
