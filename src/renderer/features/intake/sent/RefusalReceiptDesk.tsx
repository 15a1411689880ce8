import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { usePrinter } from '#renderer/features/paper/printer-choice.ts'
import { PrinterSelect } from '#renderer/features/paper/PrinterSelect.tsx'
import { safeFileName, saveFile } from '#renderer/features/paper/save-file.ts'
import { type Issued, ReceiptSheet } from './ReceiptSheet.tsx'

/** The refusal receipt (құжаттарды қабылдаудан бас тарту туралы қолхат): both copies on one sheet, seen first, then printed or saved. */
export function RefusalReceiptDesk({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation('receipt')
  // A4, as the results are.
  const printers = usePrinter('result')
  const [issue, issuing] = useOperation('receipt/refusal')
  const [issued, setIssued] = useState<Issued>()
  const preview = useQuery('receipt/refusal', { caseId, way: 'preview' }, { refreshOn: ['case/changed'] })
  const isPossible = preview.fault?.tag !== 'receipt/nobodyNamed'

  const give = async (way: 'print' | 'save'): Promise<void> => {
    if (issuing.busy) return
    setIssued(undefined)
    const answer = await issue({ caseId, way, ...(way === 'print' && printers.printer !== '' ? { printer: printers.printer } : {}) })
    if (!answer.ok) return
    if (way === 'save') saveFile(answer.value.pdf, safeFileName(t('refusal.fileName')))
    setIssued({ way, copy: answer.value.copy })
  }
  useKeys([{ keys: 'F9', label: t('print'), run: () => void give('print'), enabled: isPossible }])

  if (!isPossible) return <Notice tone="warning">{t('refusal.nobodyNamed')}</Notice>
  return (
    <Panel title={t('refusal.title')}>
      <div className="receipt">
        <p className="secondary">{t('refusal.twoCopies')}</p>
        <PrinterSelect choice={printers} />
        <ReceiptSheet
          preview={preview}
          label={t('refusal.preview')}
          zoom={0.9}
          busy={issuing.busy}
          fault={issuing.fault}
          issued={issued}
          onGive={(way) => void give(way)}
        />
      </div>
    </Panel>
  )
}
