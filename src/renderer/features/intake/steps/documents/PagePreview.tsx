import { ArrowDown, ArrowUp, RotateCcw, RotateCw, ScanLine, Trash2, Undo2, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
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
  const [zoomed, setZoomed] = useState(false)
  return (
    <figure className="page-preview">
      <div className="page-tools" role="toolbar" aria-label={t('strip.page', { number })}>
        <Button
          variant="quiet"
          icon={<RotateCcw />}
          label={t('strip.rotateLeft')}
          onPress={() => onAction({ kind: 'rotate', pageId, by: -90 })}
        />
        <Button
          variant="quiet"
          icon={<RotateCw />}
          label={t('strip.rotateRight')}
          onPress={() => onAction({ kind: 'rotate', pageId, by: 90 })}
        />
        <Button
          variant="quiet"
          icon={<ArrowUp />}
          label={t('strip.moveUp')}
          isDisabled={at === 0}
          onPress={() => onAction({ kind: 'move', pageId, to: at - 1 })}
        />
        <Button
          variant="quiet"
          icon={<ArrowDown />}
          label={t('strip.moveDown')}
          isDisabled={number === total}
          onPress={() => onAction({ kind: 'move', pageId, to: at + 1 })}
        />
        <Button variant="quiet" icon={<ScanLine />} label={t('scan.again')} isDisabled={!canScan} onPress={onScanAgain} />
        <Button variant="quiet" icon={<Trash2 />} label={t('strip.remove')} onPress={() => onAction({ kind: 'remove', pageId })} />
        <Button variant="quiet" icon={<Undo2 />} label={t('strip.undo')} isDisabled={!canUndo} onPress={onUndo} />
        <Button
          variant="quiet"
          icon={zoomed ? <ZoomOut /> : <ZoomIn />}
          label={t(zoomed ? 'strip.zoomOut' : 'strip.zoomIn')}
          onPress={() => setZoomed(!zoomed)}
        />
        <span className="secondary">{t('strip.pageOf', { number, total })}</span>
      </div>
      <div className={`page-large${zoomed ? ' page-zoomed' : ''}`} ref={zoomed ? toMiddle : undefined} tabIndex={zoomed ? 0 : undefined}>
        <div className="page-large-box">
          <PagePicture caseId={caseId} page={page} side={previewSide} label={t('strip.preview', { number })} />
        </div>
      </div>
      <figcaption className="secondary">{t('strip.help')}</figcaption>
    </figure>
  )
}

/** A page at its full size is looked at from the top, in the middle. */
const toMiddle = (view: HTMLDivElement | null): void => view?.scrollTo({ left: (view.scrollWidth - view.clientWidth) / 2, top: 0 })
