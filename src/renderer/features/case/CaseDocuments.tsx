import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { DocumentViewer } from '#renderer/features/paper/DocumentViewer.tsx'
import { formatBytes, localText } from '#renderer/i18n/format.ts'

/** The documents of the signed request; one at a time is shown beneath the list. */
export function CaseDocuments({ caseId, documents }: { readonly caseId: CaseId; readonly documents: ServiceRequest['documents'] }) {
  const { t } = useTranslation(['case', 'common'])
  const [shown, setShown] = useState<ContentHash>()
  const open = documents.find((document) => document.sha256 === shown)
  return (
    <Panel title={t('documents.title')}>
      {documents.length === 0 && <p className="secondary">{t('documents.none')}</p>}
      <ul className="case-documents">
        {documents.map((document) => (
          <li key={document.slotId}>
            <span>
              {localText(document.title)}
              <br />
              <span className="secondary">
                {[
                  t('documents.pages', { count: document.pages }),
                  formatBytes(document.bytes),
                  ...(document.originalSeen ? [t('documents.originalSeen')] : []),
                ].join(' · ')}
              </span>
            </span>
            {document.sha256 === shown ? (
              <Button onPress={() => setShown(undefined)}>{t('common:action.close')}</Button>
            ) : (
              <Button label={t('documents.open', { title: localText(document.title) })} onPress={() => setShown(document.sha256)}>
                {t('common:action.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open !== undefined && <DocumentViewer key={open.sha256} caseId={caseId} hash={open.sha256} title={localText(open.title)} />}
    </Panel>
  )
}
