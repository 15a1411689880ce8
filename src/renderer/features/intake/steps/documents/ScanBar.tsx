import { FilePlus, ScanLine, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DocumentSlot } from '#core/domain/service.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Select } from '#renderer/components/Select.tsx'
import type { Intaking } from './documents-store.ts'
import type { Scanner } from './use-scanner.ts'

interface ScanBarProps {
  readonly slot: DocumentSlot
  readonly scanner: Scanner
  readonly intaking: Intaking
  /** Pages in the slot now. */
  readonly pages: number
  readonly onScan: () => void
  readonly onStop: () => void
  readonly onPick: () => void
}

/** Where pages come from: a scanner by the document's policy, or a file. */
export function ScanBar({ slot, scanner, intaking, pages, onScan, onStop, onPick }: ScanBarProps) {
  const { t } = useTranslation('documents')
  const common = useTranslation('intake').t
  const addFile = (
    <Button icon={<FilePlus />} onPress={onPick} isDisabled={intaking.state === 'importing'}>
      {t('file.add')}
    </Button>
  )

  if (intaking.state === 'scanning') {
    const came = Math.max(0, pages - intaking.pagesBefore)
    return (
      <div className="scan-bar scan-running" role="status">
        <progress aria-label={t('scan.start')} />
        <span className="grow">{came === 0 ? t('scan.starting') : t('scan.running', { count: came })}</span>
        <Button icon={<Square />} busy={intaking.stopping} onPress={onStop}>
          {t('scan.cancel')}
        </Button>
      </div>
    )
  }
  if (intaking.state === 'importing') {
    return (
      <div className="scan-bar scan-running" role="status">
        <progress aria-label={t('file.add')} />
        <span className="grow">{t('file.adding', { name: intaking.name })}</span>
      </div>
    )
  }
  return (
    <>
      <div className="scan-bar">
        {scanner.settings !== undefined && (
          <>
            <Button variant="primary" icon={<ScanLine />} keys="F4" onPress={onScan}>
              {t('scan.start')}
            </Button>
            <Select
              label={t('scan.device')}
              name="scan.device"
              value={scanner.settings.deviceId}
              onChange={(deviceId) => scanner.choose({ deviceId })}
              options={scanner.devices.map((device) => ({ value: device.id, label: `${device.vendor} ${device.model}` }))}
            />
            <Select
              label={t('scan.source')}
              name="scan.source"
              value={scanner.settings.source}
              onChange={(source) => scanner.choose({ source: source === 'feeder' ? 'feeder' : 'flatbed' })}
              options={[
                { value: 'flatbed', label: t('scan.flatbed') },
                { value: 'feeder', label: t('scan.feeder') },
              ]}
            />
          </>
        )}
        {scanner.state === 'searching' && (
          <span className="secondary grow" role="status">
            {t('scan.searching')}
          </span>
        )}
        {addFile}
      </div>
      {scanner.state === 'none' && (
        <Notice tone="warning">
          {t('scan.noDevices')}{' '}
          <Button variant="quiet" onPress={scanner.search}>
            {t('scan.search')}
          </Button>
        </Notice>
      )}
      {scanner.state === 'failed' && scanner.fault !== undefined && <FaultLine fault={scanner.fault} onRetry={scanner.search} />}
      {intaking.state === 'done' && intaking.slotId === slot.id && (
        <p className="hidden-visually" role="status">
          {t('scan.done', { count: intaking.scanned })}, {common('steps.documents')}
        </p>
      )}
    </>
  )
}
