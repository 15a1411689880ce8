import { useTranslation } from 'react-i18next'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { formatIin, formatTime, localText } from '#renderer/i18n/format.ts'
import type { Intake } from './intake-store.ts'
import { slotProgress } from './steps/documents/slot-state.ts'

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ')

/** The case, always in sight: service, people, documents, term, and the quiet timer of serving. */
export function CasePanel({ intake, now }: { readonly intake: Intake; readonly now: string }) {
  const { t } = useTranslation('intake')
  const { definition, draft, openedAt } = intake
  const { applicant, representative } = draft
  const progress = slotProgress(slotsOf(definition, draft), draft.slots)
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(openedAt)) / 60_000))
  const norm = definition.waiting.servingMinutes
  const serving = t('panel.servingNorm', { minutes, norm })
  return (
    <aside className="case-panel" aria-label={t('panel.label')}>
      <h2>{localText(definition.name)}</h2>
      <p className="secondary">{localText(definition.provider.name)}</p>
      <Definition
        items={[
          {
            label: t('panel.applicant'),
            value: (
              <>
                {joined(applicant.surname, applicant.givenName, applicant.patronymic) || t('panel.notYet')}
                {applicant.iin !== '' && <div className="secondary">{formatIin(applicant.iin)}</div>}
              </>
            ),
          },
          ...(representative === undefined
            ? []
            : [
                {
                  label: t('panel.representative'),
                  value: joined(representative.surname, representative.givenName, representative.patronymic) || t('panel.notYet'),
                },
              ]),
          { label: t('panel.documents'), value: t('panel.documentsCount', progress) },
          { label: t('panel.term'), value: localText(definition.term.text) },
          ...(definition.fee === undefined ? [] : [{ label: t('panel.fee'), value: localText(definition.fee) }]),
          { label: t('panel.result'), value: localText(definition.results.positive.title) },
          { label: t('panel.opened'), value: formatTime(openedAt) },
          { label: t('panel.serving'), value: minutes > norm ? <span className="case-late">{serving}</span> : serving },
        ]}
      />
      <h3>{t('panel.happens')}</h3>
      <p className="secondary">{t('panel.happensText')}</p>
    </aside>
  )
}
