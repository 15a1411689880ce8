import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Decision } from '#core/domain/result-document.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { PdfView } from '#renderer/components/PdfView.tsx'

/** Typing rests this long before the preview is made anew, milliseconds. */
const rest = 600

interface DecisionPreviewProps {
  readonly caseId: string
  /** Nothing where it is not whole yet: the last paper stays. */
  readonly decision: Decision | undefined
  /** The paper is on the screen. */
  readonly onShown?: () => void
}

/** The paper as it would be signed now. */
export function DecisionPreview({ caseId, decision, onShown }: DecisionPreviewProps) {
  const { t } = useTranslation('provider')
  // What is written decides: the object is new at each drawing.
  const written = decision === undefined ? undefined : JSON.stringify(decision)
  const [rested, setRested] = useState(written)
  useEffect(() => {
    const timer = setTimeout(() => setRested(written), rest)
    return () => clearTimeout(timer)
  }, [written])

  const query = useQuery(
    'provider/previewResult',
    rested === undefined ? undefined : { caseId, decision: Decision.parse(JSON.parse(rested)) },
  )
  const [last, setLast] = useState<Uint8Array>()
  if (query.value !== undefined && query.value.pdf !== last) setLast(query.value.pdf)

  return (
    <section className="decision-preview" aria-label={t('decision.preview')}>
      <h2>{t('decision.preview')}</h2>
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {last === undefined ? (
        <p className="secondary">{t('decision.previewWait')}</p>
      ) : (
        <PdfView bytes={last} label={t('decision.preview')} zoom={0.8} {...(onShown === undefined ? {} : { onShown })} />
      )}
    </section>
  )
}
