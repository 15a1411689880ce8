import { useTranslation } from 'react-i18next'
import { contradicts } from '#core/domain/conflict.ts'
import type { CaseView } from '#core/contract/views.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { ConflictChoices } from './ConflictChoices.tsx'
import { FindingView } from './FindingView.tsx'
import './conflict.css'

/** A signed request and what is known now do not agree: both versions, and what can be done. */
export function ConflictPanel({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('conflict')
  const session = useSession((state) => state.session)
  const { conflict } = view
  if (conflict === undefined) return null
  const { version, source } = conflict
  return (
    <section className="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{t('title')}</h2>
      <div className="conflict-versions">
        <Notice tone="bad">{t(`source.${source}`)}</Notice>
        {version !== undefined && (
          <dl className="conflict-version">
            <div>
              <dt>{t('version.signed')}</dt>
              <dd>{version.signed}</dd>
            </div>
            <div>
              <dt>{t('version.inForce')}</dt>
              <dd>{version.inForce ?? t('version.none')}</dd>
            </div>
            <p className="secondary">{t(version.accepted ? 'version.accepted' : 'version.refused')}</p>
          </dl>
        )}
        {conflict.findings.filter(contradicts).map((finding) => (
          <FindingView key={finding.subject} finding={finding} />
        ))}
      </div>
      {mayIn(session, 'intake') ? <ConflictChoices view={view} conflict={conflict} /> : <p className="secondary">{t('notYours')}</p>}
    </section>
  )
}
