import { useTranslation } from 'react-i18next'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Select } from '#renderer/components/Select.tsx'
import type { PrinterChoice } from './printer-choice.ts'

/** Which printer; a sentence where there is none: saving still works. */
export function PrinterSelect({ choice }: { readonly choice: PrinterChoice }) {
  const { t } = useTranslation('receipt')
  if (choice.fault !== undefined && choice.fault.tag !== 'printer/none') return <FaultLine fault={choice.fault} onRetry={choice.refresh} />
  if (choice.printers.length === 0) return <Notice tone="warning">{t('noPrinters')}</Notice>
  const options = choice.printers.map(({ name, isDefault }) => ({
    value: name,
    label: isDefault ? `${name} (${t('defaultPrinter')})` : name,
  }))
  return <Select label={t('printer')} name="printer" value={choice.printer} onChange={choice.choose} options={options} />
}
