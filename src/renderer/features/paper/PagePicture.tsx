import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#core/domain/document.ts'
import { borrowPdf } from './pdf-documents.ts'
import { borrowPicture } from './page-pictures.ts'
import './paper.css'

interface PagePictureProps {
  readonly caseId: string
  readonly page: Page
  /** Longest side, pixels. */
  readonly side: number
  /** Accessible name: which page. */
  readonly label: string
}

/** A page of a slot as it will be read: turned as the operator turned it. */
export const PagePicture = ({ page, ...rest }: PagePictureProps) =>
  page.source.kind === 'pdf' ? (
    <PdfPicture {...rest} hash={page.source.hash} index={page.source.index} rotation={page.rotation} />
  ) : (
    <ImagePicture {...rest} hash={page.source.hash} rotation={page.rotation} />
  )

type Shown = 'loading' | 'broken' | 'done'

interface PictureProps extends Omit<PagePictureProps, 'page'> {
  readonly hash: Page['source']['hash']
  readonly rotation: Page['rotation']
}

function ImagePicture({ caseId, hash, side, label, rotation }: PictureProps) {
  const [url, setUrl] = useState<string | null>()
  useEffect(() => {
    const { ready, release } = borrowPicture(caseId, hash, side)
    let gone = false
    void ready.then((found) => gone || setUrl(found ?? null))
    return () => {
      gone = true
      setUrl(undefined)
      release()
    }
  }, [caseId, hash, side])
  if (url === undefined || url === null) return <Placeholder shown={url === null ? 'broken' : 'loading'} />
  return <img className={`page-picture turned-${rotation}`} src={url} alt={label} draggable={false} />
}

function PdfPicture({ caseId, hash, side, label, rotation, index }: PictureProps & { readonly index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shown, setShown] = useState<Shown>('loading')

  useEffect(() => {
    const { ready, release } = borrowPdf(caseId, hash)
    let gone = false
    let task: { readonly cancel: () => void } | undefined
    const draw = async (): Promise<void> => {
      const document = await ready
      if (gone) return
      if (document === undefined) return setShown('broken')
      const page = await document.getPage(index + 1)
      if (gone || canvas.current === null) return
      const turn = (page.rotate + rotation) % 360
      const natural = page.getViewport({ scale: 1, rotation: turn })
      const viewport = page.getViewport({ scale: side / Math.max(natural.width, natural.height), rotation: turn })
      canvas.current.width = viewport.width
      canvas.current.height = viewport.height
      const render = page.render({ canvas: canvas.current, viewport })
      task = render
      await render.promise
      if (!gone) setShown('done')
    }
    // A cancelled drawing rejects; a page that cannot be drawn is said to be so.
    draw().catch(() => gone || setShown('broken'))
    return () => {
      gone = true
      task?.cancel()
      release()
    }
  }, [caseId, hash, index, rotation, side])

  return (
    <>
      {shown !== 'done' && <Placeholder shown={shown} />}
      <canvas ref={canvas} className="page-picture" role="img" aria-label={label} hidden={shown !== 'done'} />
    </>
  )
}

function Placeholder({ shown }: { readonly shown: Exclude<Shown, 'done'> }) {
  const { t } = useTranslation('documents')
  return (
    <span className={`page-placeholder page-${shown}`}>
      {shown === 'broken' ? t('strip.broken') : <span className="hidden-visually">{t('strip.loading')}</span>}
    </span>
  )
}
