import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { PdfView } from '#renderer/components/PdfView.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'

interface ResultPaperProps {
  readonly caseId: CaseId
  /** The intermediate paper, not the final one. */
  readonly intermediate: boolean
  readonly onClose: () => void
}

/** The result as it will be handed out, to be seen first. */
export function ResultPaper({ caseId, intermediate, onClose }: ResultPaperProps) {
  const { t } = useTranslation(['case', 'common'])
  const query = useQuery('case/resultPdf', { caseId, ...(intermediate ? { intermediate: true as const } : {}) })
  const title = t(intermediate ? 'intermediate.title' : 'result')
  return (
    <Panel title={title} actions={<Button onPress={onClose}>{t('common:action.close')}</Button>}>
      {query.state === 'loading' && <Skeleton lines={10} />}
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {query.value !== undefined && <PdfView bytes={query.value.pdf} label={title} />}
    </Panel>
  )
}
