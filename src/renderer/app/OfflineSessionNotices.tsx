import { useTranslation } from 'react-i18next'
import type { SessionView } from '#core/contract/views.ts'
import { offlineWarningDays } from '#core/domain/offline-login.ts'
import { Notice } from '#renderer/components/Notice.tsx'

interface OfflineSessionNoticesProps {
  readonly session: SessionView
  /** The gateway answers again. */
  readonly online: boolean
}

/** What a person who logged in without the gateway should know: that the limit is near, what was not checked, how to be online again. */
export function OfflineSessionNotices({ session, online }: OfflineSessionNoticesProps) {
  const { t } = useTranslation('common')
  const { offline, offlineDaysLeft: days, revocation } = session
  if (!offline) return null
  if (online) return <Notice tone="info">{t('offlineSession.back')}</Notice>
  return (
    <>
      {days !== undefined && days <= offlineWarningDays && (
        <Notice tone="warning">{days === 0 ? t('offlineSession.lastDay') : t('offlineSession.daysLeft', { count: days })}</Notice>
      )}
      {revocation === 'unknown' && <Notice tone="info">{t('offlineSession.revocationUnknown')}</Notice>}
    </>
  )
}
