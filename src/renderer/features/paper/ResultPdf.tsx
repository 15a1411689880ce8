import { useTranslation } from 'react-i18next'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { PdfView } from '#renderer/components/PdfView.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'

interface ResultPdfProps {
  readonly caseId: string
  /** The paper that was given out while the case went on (аралық құжат). */
  readonly intermediate?: boolean
}

/** The output document (шығыс құжат) as paper. */
export function ResultPdf({ caseId, intermediate = false }: ResultPdfProps) {
  const { t } = useTranslation('handout')
  const query = useQuery('case/resultPdf', { caseId, ...(intermediate ? { intermediate } : {}) })
  if (query.value !== undefined) return <PdfView bytes={query.value.pdf} label={t('result')} zoom={0.9} />
  return query.fault === undefined ? <Skeleton lines={10} /> : <FaultLine fault={query.fault} onRetry={query.refresh} />
}
