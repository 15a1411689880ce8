import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseAction } from '#core/domain/case-action.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { formatDate, formatTime, formatTimeWithSeconds } from '#renderer/i18n/format.ts'
import { eventText, shownActions } from './event-text.ts'

const noticeable = 60_000

/** Who did what, when, at which desk; newest first. */
export function Timeline({ actions, unbroken }: { readonly actions: readonly CaseAction[]; readonly unbroken: boolean }) {
  const { t } = useTranslation(['case', 'faults', 'common'])
  const [withViews, setWithViews] = useState(false)
  const views = actions.filter((action) => action.event.kind === 'viewed').length
  const place = ({ author }: CaseAction): string =>
    author.role === 'system'
      ? t('timeline.system')
      : `${author.fullName}, ${t('timeline.place', { role: t(`common:role.${author.role}`), desk: author.deskNumber })}`
  const gatewayTime = ({ at, gatewayAt }: CaseAction): string | undefined =>
    gatewayAt !== undefined && Math.abs(Date.parse(gatewayAt) - Date.parse(at)) > noticeable
      ? t('timeline.gatewayTime', { time: formatTime(gatewayAt) })
      : undefined

  return (
    <Panel title={t('timeline.title')}>
      {unbroken ? <p className="secondary">{t('unbroken')}</p> : <Notice tone="bad">{t('broken')}</Notice>}
      <ol className="timeline">
        {shownActions(actions, withViews).map((action) => (
          <li key={action.id} className={action.event.kind === 'viewed' ? 'timeline-view' : undefined}>
            <span className="timeline-time">
              {formatDate(action.at)}
              <br />
              {formatTimeWithSeconds(action.at)}
            </span>
            <span>
              {eventText(t, action.event)}
              <br />
              <span className="secondary">{[place(action), gatewayTime(action)].filter(Boolean).join(' · ')}</span>
            </span>
          </li>
        ))}
      </ol>
      {views > 0 && (
        <Checkbox isSelected={withViews} onChange={setWithViews}>
          {t('timeline.showViews', { count: views })}
        </Checkbox>
      )}
    </Panel>
  )
}
