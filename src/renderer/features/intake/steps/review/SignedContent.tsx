import { useTranslation } from 'react-i18next'
import type { SigningPreview } from '#core/contract/views.ts'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { formatBytes } from '#renderer/i18n/format.ts'
import { groupedDigest } from './grouped-digest.ts'

/** The very bytes that will be signed, their SHA-256 and size. */
export function SignedContent({ preview }: { readonly preview: Pick<SigningPreview, 'content' | 'digest' | 'bytes'> }) {
  const { t } = useTranslation('intake')
  return (
    <div className="signed-content">
      <p className="secondary">{t('review.frozen')}</p>
      <dl className="definition">
        <dt>{t('review.digest')}</dt>
        <dd className="mono digest">{groupedDigest(preview.digest)}</dd>
        <dt>{t('review.bytes')}</dt>
        <dd>{formatBytes(preview.bytes)}</dd>
      </dl>
      <details>
        <summary>{t('review.show')}</summary>
        <pre className="mono" tabIndex={0}>
          {new TextDecoder().decode(canonicalBytes(preview.content))}
        </pre>
      </details>
    </div>
  )
}
