import { ArrowUpDown, CirclePause, Clock, KeyRound, TriangleAlert, Wifi, WifiOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HeaderStatus } from '#core/contract/views.ts'
import { formatCount, formatDuration, formatSince, formatTime } from '#renderer/i18n/format.ts'

interface HeaderStatusViewProps {
  readonly status: HeaderStatus
  /** The device's clock, epoch milliseconds. */
  readonly now: number
  readonly onOutbox: (() => void) | undefined
  readonly onCheck: () => void
}

const tolerated = 60_000

const tokenWords = { present: 'header.tokenPresent', absent: 'header.tokenAbsent', down: 'header.tokenDown' } as const

/** Connection, since when and why, outbox, token, clock. */
export function HeaderStatusView({ status, now, onOutbox, onCheck }: HeaderStatusViewProps) {
  const { t } = useTranslation('common')
  const { connection, outbox, token, clockSkew = 0 } = status
  const online = connection.state === 'online'
  const skewed = Math.abs(clockSkew) > tolerated
  const skew = formatDuration(Math.abs(clockSkew) / 1000)
  const why = online ? undefined : connection.why
  const outboxText = t(outbox.paused ? 'header.outboxPaused' : 'header.outbox', outbox)
  const outboxContent = (
    <>
      {outbox.paused ? <CirclePause aria-hidden className="status-paused" /> : <ArrowUpDown aria-hidden />}
      <span>{formatCount(outbox.waiting + outbox.stuck)}</span>
      {outbox.stuck > 0 && <TriangleAlert aria-hidden className="status-warning" />}
    </>
  )
  const tokenTitle =
    token.certificateName === undefined
      ? t(tokenWords[token.state])
      : t('header.tokenTitle', { label: token.label ?? '', name: token.certificateName, count: token.daysLeft ?? 0 })

  return (
    <>
      <span
        className={`status ${online ? '' : 'status-off'}`}
        role="status"
        title={why === undefined ? undefined : t(`header.whyTitle.${why}`)}
      >
        {online ? <Wifi aria-hidden /> : <WifiOff aria-hidden />}
        <span className="status-words">
          <span>{why !== undefined && connection.state === 'offline' ? t(`header.why.${why}`) : t(`header.${connection.state}`)}</span>
          <small>{t('header.since', { time: formatSince(connection.since, now) })}</small>
        </span>
      </span>
      {onOutbox === undefined ? (
        <span className="status" title={outboxText}>
          {outboxContent}
        </span>
      ) : (
        <button type="button" className="status status-button" title={outboxText} aria-label={outboxText} onClick={onOutbox}>
          {outboxContent}
        </button>
      )}
      <button
        type="button"
        className={`status status-button ${token.state === 'present' ? '' : 'status-off'}`}
        title={`${tokenTitle}. ${t('menu.check')}`}
        aria-label={`${tokenTitle}. ${t('menu.check')}`}
        onClick={onCheck}
      >
        <KeyRound aria-hidden />
        <span className="status-words">
          <span>{t(tokenWords[token.state])}</span>
          {token.daysLeft !== undefined && <small>{t('header.tokenDays', { count: token.daysLeft })}</small>}
        </span>
      </button>
      <span
        className={`status ${skewed ? 'status-off' : ''}`}
        title={skewed ? t('header.skewTitle', { duration: skew }) : t('header.clock')}
      >
        {skewed ? <TriangleAlert aria-hidden /> : <Clock aria-hidden />}
        <span className="status-words">
          <span>{formatTime(now)}</span>
          {skewed && <small>{t('header.skew', { duration: skew })}</small>}
        </span>
      </span>
    </>
  )
}
