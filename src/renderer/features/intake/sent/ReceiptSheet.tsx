import { Download, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OperationName } from '#core/contract/client.ts'
import type { Query } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { PdfView } from '#renderer/components/PdfView.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'

export interface Issued {
  readonly way: Way
  readonly copy: number
}
type Way = 'print' | 'save'
type Previewed = Extract<OperationName, 'receipt/preview' | 'receipt/refusal'>

interface ReceiptSheetProps {
  readonly preview: Query<Previewed>
  /** What the preview is called for those who hear it. */
  readonly label: string
  readonly zoom: number
  readonly busy: boolean
  readonly fault: ShownFault | undefined
  readonly issued: Issued | undefined
  readonly onGive: (way: Way) => void
}

/** A receipt as it will be, and the two ways to give it. */
export function ReceiptSheet({ preview, label, zoom, busy, fault, issued, onGive }: ReceiptSheetProps) {
  const { t } = useTranslation('receipt')
  return (
    <>
      <div className="row">
        <Button variant="primary" icon={<Printer />} keys="F9" busy={busy} onPress={() => onGive('print')} autoFocus>
          {t('print')}
        </Button>
        <Button icon={<Download />} isDisabled={busy} onPress={() => onGive('save')}>
          {t('save')}
        </Button>
      </div>
      {fault !== undefined && <FaultLine fault={fault} onRetry={() => onGive('print')} />}
      {issued !== undefined && <Notice tone="good">{t(issued.way === 'print' ? 'printed' : 'saved', { copy: issued.copy })}</Notice>}
      {preview.value !== undefined && <PdfView bytes={preview.value.pdf} label={label} zoom={zoom} />}
      {preview.state === 'loading' && (
        <>
          <p className="hidden-visually" role="status">
            {t('loading')}
          </p>
          <Skeleton lines={8} />
        </>
      )}
      {preview.fault !== undefined && preview.value === undefined && <FaultLine fault={preview.fault} onRetry={preview.refresh} />}
    </>
  )
}
