import { ArrowLeft, ArrowRight, RotateCcw, RotateCw, ScanLine, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#core/domain/document.ts'
import { Button } from '#renderer/components/Button.tsx'
import { PagePicture } from '#renderer/features/paper/PagePicture.tsx'
import type { StripAction } from './page-strip.ts'

interface PagePreviewProps {
  readonly caseId: string
  readonly page: Page
  /** From 1. */
  readonly number: number
  readonly total: number
  readonly canUndo: boolean
  readonly canScan: boolean
  readonly onScanAgain: () => void
  readonly onUndo: () => void
  readonly onAction: (action: StripAction) => void
}

const previewSide = 1600

/** The chosen page, large, and what can be done with it. */
export function PagePreview({ caseId, page, number, total, canUndo, canScan, onScanAgain, onUndo, onAction }: PagePreviewProps) {
  const { t } = useTranslation('documents')
  const pageId = page.id
  const at = number - 1
  return (
    <figure className="page-preview">
      <div className="page-tools" role="toolbar" aria-label={t('strip.page', { number })}>
        <Button variant="quiet" icon={<RotateCcw />} label={t('strip.rotateLeft')} onPress={() => onAction({ kind: 'rotate', pageId, by: -90 })} />
        <Button variant="quiet" icon={<RotateCw />} label={t('strip.rotateRight')} onPress={() => onAction({ kind: 'rotate', pageId, by: 90 })} />
        <Button variant="quiet" icon={<ArrowLeft />} label={t('strip.moveLeft')} isDisabled={at === 0} onPress={() => onAction({ kind: 'move', pageId, to: at - 1 })} />
        <Button variant="quiet" icon={<ArrowRight />} label={t('strip.moveRight')} isDisabled={number === total} onPress={() => onAction({ kind: 'move', pageId, to: at + 1 })} />
        <Button variant="quiet" icon={<ScanLine />} label={t('scan.again')} isDisabled={!canScan} onPress={onScanAgain} />
        <Button variant="quiet" icon={<Trash2 />} label={t('strip.remove')} onPress={() => onAction({ kind: 'remove', pageId })} />
        <Button variant="quiet" icon={<Undo2 />} label={t('strip.undo')} isDisabled={!canUndo} onPress={onUndo} />
        <span className="secondary">{t('strip.pageOf', { number, total })}</span>
      </div>
      <div className="page-large"><PagePicture caseId={caseId} page={page} side={previewSide} label={t('strip.preview', { number })} /></div>
      <figcaption className="secondary">{t('strip.help')}</figcaption>
    </figure>
  )
}
