import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Panel } from '#renderer/components/Panel.tsx'
import { usePrinter } from '#renderer/features/paper/printer-choice.ts'
import { PrinterSelect } from '#renderer/features/paper/PrinterSelect.tsx'
import { safeFileName, saveFile } from '#renderer/features/paper/save-file.ts'
import { type Issued, ReceiptSheet } from './ReceiptSheet.tsx'

type Layout = 'a5' | 'roll80'
const key = 'tereze.receipt.layout'
const rememberedLayout = (): Layout => (localStorage.getItem(key) === 'roll80' ? 'roll80' : 'a5')

interface ReceiptDeskProps {
  readonly caseId: string
  readonly number: string
  readonly copies: number
}

/** The receipt (қолхат): seen first, then printed or saved. */
export function ReceiptDesk({ caseId, number, copies }: ReceiptDeskProps) {
  const { t } = useTranslation('receipt')
  const [layout, setLayout] = useState(rememberedLayout)
  const printers = usePrinter('receipt')
  const [issue, issuing] = useOperation('receipt/issue')
  const [issued, setIssued] = useState<Issued>()
  const preview = useQuery('receipt/preview', { caseId, layout }, { refreshOn: ['case/changed'] })

  const choose = (value: string): void => {
    const next = value === 'roll80' ? 'roll80' : 'a5'
    localStorage.setItem(key, next)
    setLayout(next)
  }
  const give = async (way: 'print' | 'save'): Promise<void> => {
    if (issuing.busy) return
    setIssued(undefined)
    const answer = await issue({
      caseId,
      layout,
      way,
      ...(way === 'print' && printers.printer !== '' ? { printer: printers.printer } : {}),
    })
    if (!answer.ok) return
    if (way === 'save') saveFile(answer.value.pdf, safeFileName(t('fileName', { number })))
    setIssued({ way, copy: answer.value.copy })
  }
  useKeys([{ keys: 'F9', label: t('print'), run: () => void give('print') }])

  return (
    <Panel title={t('title')} actions={copies > 0 && <span className="secondary">{t('copies', { count: copies })}</span>}>
      <div className="receipt">
        <div className="receipt-row">
          <Choice
            label={t('layout')}
            name="receipt.layout"
            value={layout}
            onChange={choose}
            options={[
              { value: 'a5', label: t('a5') },
              { value: 'roll80', label: t('roll80') },
            ]}
          />
          <PrinterSelect choice={printers} />
        </div>
        <ReceiptSheet
          preview={preview}
          label={t('preview')}
          zoom={layout === 'a5' ? 0.9 : 1}
          busy={issuing.busy}
          fault={issuing.fault}
          issued={issued}
          onGive={(way) => void give(way)}
        />
      </div>
    </Panel>
  )
}
