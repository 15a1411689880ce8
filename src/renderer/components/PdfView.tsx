import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { openPdf } from './open-pdf.ts'
import { Skeleton } from './Skeleton.tsx'
import './blocks.css'

interface PdfViewProps {
  readonly bytes: Uint8Array
  /** Accessible name: which document this is. */
  readonly label: string
  /** 1 is the paper's size at 96 dpi. */
  readonly zoom?: number
  /** The first page is drawn. */
  readonly onShown?: () => void
}

type Shown = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'done'; readonly document: PDFDocumentProxy }

/** The pages of a PDF as pictures. */
export function PdfView({ bytes, label, zoom = 1, onShown }: PdfViewProps) {
  const { t } = useTranslation('common')
  const [shown, setShown] = useState<Shown>({ state: 'loading' })

  useEffect(() => {
    const opened = openPdf(bytes)
    let gone = false
    opened.document.then(
      (document) => gone || setShown({ state: 'done', document }),
      () => gone || setShown({ state: 'failed' }),
    )
    return () => {
      gone = true
      opened.close()
    }
  }, [bytes])

  if (shown.state === 'failed') return <Notice tone="bad">{t('pdf.damaged')}</Notice>
  return (
    <div className="pdf-view" role="document" aria-label={label} tabIndex={0}>
      {shown.state === 'loading' ? (
        <Skeleton lines={8} />
      ) : (
        Array.from({ length: shown.document.numPages }, (_, index) => (
          <PdfPage key={index} document={shown.document} number={index + 1} zoom={zoom} onDrawn={index === 0 ? onShown : undefined} />
        ))
      )}
    </div>
  )
}

interface PdfPageProps {
  readonly document: PDFDocumentProxy
  readonly number: number
  readonly zoom: number
  readonly onDrawn: (() => void) | undefined
}

function PdfPage({ document, number, zoom, onDrawn }: PdfPageProps) {
  const { t } = useTranslation('common')
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useEffectEvent(() => onDrawn?.())

  useEffect(() => {
    let task: { cancel: () => void } | undefined
    let gone = false
    const draw = async (): Promise<void> => {
      const page = await document.getPage(number)
      if (gone || canvas.current === null) return
      const scale = (zoom * 96) / 72
      const viewport = page.getViewport({ scale: scale * Math.max(1, window.devicePixelRatio) })
      canvas.current.width = viewport.width
      canvas.current.height = viewport.height
      canvas.current.style.width = `${page.getViewport({ scale }).width}px`
      const render = page.render({ canvas: canvas.current, viewport })
      task = render
      await render.promise
      drawn()
    }
    // A cancelled drawing rejects: that is how pdf.js says that it stopped.
    draw().catch(() => {})
    return () => {
      gone = true
      task?.cancel()
    }
  }, [document, number, zoom])

  return <canvas ref={canvas} className="pdf-page" role="img" aria-label={t('pdf.page', { number, total: document.numPages })} />
}
