import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { factsOf, slotsOf } from '#core/domain/draft-problems.ts'
import { feeFor } from '#core/domain/service.ts'
import { holds } from '#core/domain/service-form.ts'
import { Definition, type DefinitionItem } from '#renderer/components/Definition.tsx'
import { formatIin, formatTenge, formatTime, localText } from '#renderer/i18n/format.ts'
import type { Intake } from './intake-store.ts'
import { slotProgress } from './steps/documents/slot-state.ts'
import { VisitList } from './VisitList.tsx'

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ')

/** The case, always in sight: service, people, documents, term, the quiet timer of serving, and the other cases of the visit. */
export const CasePanel = memo(function CasePanel({ intake, now }: { readonly intake: Intake; readonly now: string }) {
  const { t } = useTranslation('intake')
  const { definition, draft, openedAt, channel, caseId } = intake
  const { applicant, organisation, representative } = draft
  const progress = slotProgress(slotsOf(definition, draft, channel), draft.slots)
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(openedAt)) / 60_000))
  const norm = definition.waiting.servingMinutes
  const serving = t('panel.servingNorm', { minutes, norm })
  const fee = feeFor(definition, channel)
  // Which of several papers it will be hangs on answers that are yet to come; what hangs on the channel is known.
  const facts = factsOf(draft, channel)
  const person = (label: string, name: string, number: string): DefinitionItem => ({
    label,
    value: (
      <>
        {name || t('panel.notYet')}
        {number !== '' && <div className="secondary">{formatIin(number)}</div>}
      </>
    ),
  })
  const isOrganisation = draft.applicantKind === 'organisation' && organisation !== undefined
  return (
    <aside className="case-panel" aria-label={t('panel.label')}>
      <h2>{localText(definition.name)}</h2>
      <p className="secondary">{localText(definition.provider.name)}</p>
      <Definition
        items={[
          ...(isOrganisation ? [person(t('organisation.label'), localText(organisation.name), organisation.bin)] : []),
          person(
            t(isOrganisation ? 'organisation.head' : 'panel.applicant'),
            joined(applicant.surname, applicant.givenName, applicant.patronymic),
            applicant.iin,
          ),
          ...(representative === undefined
            ? []
            : [person(t('panel.representative'), joined(representative.surname, representative.givenName, representative.patronymic), '')]),
          { label: t('panel.documents'), value: t('panel.documentsCount', progress) },
          { label: t('panel.term'), value: localText(definition.term.text) },
          ...(fee === undefined ? [] : [{ label: t('panel.fee'), value: formatTenge(fee.tenge) }]),
          {
            label: t('panel.result'),
            value: definition.results
              .filter(
                ({ outcome, when }) =>
                  outcome !== 'refusal' &&
                  holds(
                    when?.filter(({ field }) => field in facts),
                    { ...facts },
                  ),
              )
              .map(({ title }) => localText(title))
              .join('; '),
          },
          { label: t('panel.opened'), value: formatTime(openedAt) },
          { label: t('panel.serving'), value: minutes > norm ? <span className="case-late">{serving}</span> : serving },
        ]}
      />
      <VisitList caseId={caseId} />
      <h3>{t('panel.happens')}</h3>
      <p className="secondary">{t(channel === 'centre' ? 'panel.happensText' : 'panel.happensHere')}</p>
    </aside>
  )
})
