import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SigningPreview } from '#core/contract/views.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { applicantName } from '#core/domain/request.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useCopy } from '#renderer/components/use-copy.ts'
import { formatBytes, formatCount, localText, pageLanguage } from '#renderer/i18n/format.ts'
import { groupedDigest } from './grouped-digest.ts'
import { declaredParts, requestInWords } from './request-in-words.tsx'
import { resultInWords } from './result-in-words.tsx'
import './what-you-sign.css'

/** The page's own digest of what it shows is the one the core will have signed. */
export const isShownExactly = ({ content, digest }: SigningPreview): boolean => hashOf(canonicalBytes(content)) === digest

/**
 * What the signer puts their name to, before the PIN: in words, and as the exact bytes with their SHA-256. A request is told in one sentence, for
 * its answers and documents stand beside; the rest unfolds.
 */
export function WhatYouSign({ preview }: { readonly preview: SigningPreview }) {
  const { t } = useTranslation('signing')
  const bytes = useMemo(() => canonicalBytes(preview.content), [preview.content])
  const isExact = useMemo(() => isShownExactly(preview), [preview])
  if (!isExact) return <Notice tone="bad">{t('what.differs')}</Notice>
  return (
    <section className="what-you-sign" aria-label={t('what.title')}>
      {preview.purpose === 'result' ? <Definition items={resultInWords(t, preview.content)} /> : <RequestWords content={preview.content} />}
      <ExactBytes bytes={bytes} digest={preview.digest} />
    </section>
  )
}

function RequestWords({ content }: { readonly content: Extract<SigningPreview, { purpose: 'request' }>['content'] }) {
  const { t } = useTranslation('signing')
  const declared = declaredParts(content)
  const pages = content.documents.reduce((sum, document) => sum + document.pages, 0)
  return (
    <>
      <p>
        {t('what.request', {
          service: localText(content.service.name),
          name: applicantName(content, pageLanguage()),
          count: content.documents.length,
          pages,
        })}
      </p>
      {content.representative !== undefined && (
        <p>
          {t('what.representative')}: {fullNameOf(content.representative.name)}.
        </p>
      )}
      {declared.length > 0 && (
        <p className="signed-declared">
          {t('what.declared')}: {declared.map((part) => t(`what.part.${part}`)).join('; ')}.
        </p>
      )}
      <details>
        <summary>{t('what.more')}</summary>
        <Definition items={requestInWords(t, content)} />
      </details>
    </>
  )
}

function ExactBytes({ bytes, digest }: { readonly bytes: Uint8Array; readonly digest: string }) {
  const { t } = useTranslation('signing')
  const { shown, copied, copy } = useCopy<HTMLElement>()
  return (
    <>
      <div className="signed-digest">
        <span className="row">
          <span className="secondary grow">
            SHA-256, {formatBytes(bytes.length)} ({t('what.bytes', { count: bytes.length, value: formatCount(bytes.length) })})
          </span>
          <Button variant="quiet" onPress={() => void copy(digest)}>
            {t(copied ? 'what.copied' : 'what.copyDigest')}
          </Button>
        </span>
        <code ref={shown} className="mono digest">
          {groupedDigest(digest)}
        </code>
        <span className="secondary">{t('what.level')}</span>
      </div>
      <details>
        <summary>{t('what.show')}</summary>
        <pre className="mono" tabIndex={0}>
          {new TextDecoder().decode(bytes)}
        </pre>
      </details>
    </>
  )
}
