import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContentHash } from '#core/domain/ids.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { PdfView } from '#renderer/components/PdfView.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import './paper.css'

interface DocumentViewerProps {
  readonly caseId: string
  readonly hash: ContentHash
  readonly title: string
  readonly zoom?: number
}

/** A document of a signed request: fetched by its hash, shown as paper. */
export function DocumentViewer({ caseId, hash, title, zoom }: DocumentViewerProps) {
  const { t } = useTranslation('provider')
  const query = useQuery('documents/content', { caseId, hash })
  const label = t('case.viewer', { title })
  if (query.state === 'loading') return <Skeleton lines={10} />
  if (query.value === undefined) return query.fault === undefined ? null : <FaultLine fault={query.fault} onRetry={query.refresh} />
  return (
    <div className="document-viewer">
      {query.value.type === 'application/pdf' ? (
        <PdfView bytes={query.value.bytes} label={label} {...(zoom === undefined ? {} : { zoom })} />
      ) : (
        <Picture bytes={query.value.bytes} label={label} />
      )}
    </div>
  )
}

function Picture({ bytes, label }: { readonly bytes: Uint8Array; readonly label: string }) {
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'image/jpeg' }))
    if (picture.current !== null) picture.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [bytes])
  return (
    <div className="document-image">
      <img ref={picture} className="page-picture" alt={label} />
    </div>
  )
}
