import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { applicantId, applicantName } from '#core/domain/request.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { calledOffBecause } from '#renderer/features/outbox/shown-job.ts'
import { formatDate, formatDateTime, formatIin, formatNumber, localText, pageLanguage } from '#renderer/i18n/format.ts'
import { rejectionText } from './event-text.ts'

type CaseView = OutputOf<'case/get'>

/** Number, state and term of a case, and the one action that comes next. */
export function CaseHead({ view, actions }: { readonly view: CaseView; readonly actions: ReactNode }) {
  const { t } = useTranslation(['case', 'faults', 'outbox'])
  const { number, provisionalNumber, deadline, daysLeft, outcome, stage, rejection, extension, intermediate, request } = view
  const calledOff = calledOffBecause(view)
  const open = stage === 'registered' || stage === 'inWork'
  const left =
    daysLeft === undefined
      ? ''
      : daysLeft < 0
        ? t('overdue', { count: -daysLeft })
        : daysLeft === 0
          ? t('dueToday')
          : t('daysLeft', { count: daysLeft })
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('openedAt'), formatDateTime(view.openedAt)],
    ...(number === undefined || provisionalNumber === undefined
      ? []
      : [[t('provisional'), <span className="mono">{formatNumber(provisionalNumber)}</span>] as const]),
    ...(view.registeredAt === undefined ? [] : [[t('registeredAt'), formatDateTime(view.registeredAt)] as const]),
    ...(deadline === undefined
      ? []
      : [
          [
            t('due'),
            <>
              {formatDate(deadline.dueOn)}
              {open && <span className={daysLeft !== undefined && daysLeft < 0 ? 'case-late' : 'secondary'}> {left}</span>}
            </>,
          ] as const,
          [t('issueFrom'), formatDate(deadline.issueFrom)] as const,
        ]),
    [t('data.channel'), t(`channel.${view.channel}`)],
    ...(outcome === undefined ? [] : [[t('outcome.label'), t(`outcome.${outcome}`)] as const]),
  ]
  return (
    <section className="case-head">
      <div className="case-head-top">
        <span className="number-large" aria-label={t(number === undefined ? 'provisional' : 'number')}>
          {number === undefined && provisionalNumber === undefined ? t('noNumber') : formatNumber(number ?? provisionalNumber ?? '')}
        </span>
        <StateBadge stage={stage} />
        <div className="row">{actions}</div>
      </div>
      <div>
        <h1>{localText(view.serviceName)}</h1>
        <p className="secondary">{localText(view.providerName)}</p>
        {request !== undefined && (
          <p>
            {applicantName(request, pageLanguage())} <span className="mono secondary">{formatIin(applicantId(request))}</span>
          </p>
        )}
      </div>
      {stage === 'queued' && view.conflict === undefined && <Notice tone="info">{t('provisionalText')}</Notice>}
      {rejection !== undefined && <Notice tone="bad">{rejectionText(t as never, rejection)}</Notice>}
      {calledOff !== undefined && <Notice tone="warning">{t('outbox:caseCalledOff', { reason: calledOff })}</Notice>}
      {extension !== undefined && (
        <Notice tone="info">
          {extension.from === undefined
            ? t('extended', { reason: localText(extension.reason) })
            : t('extendedFrom', { from: formatDate(extension.from.dueOn), reason: localText(extension.reason) })}
        </Notice>
      )}
      {intermediate !== undefined && (
        <Notice tone={intermediate.handedOut ? 'good' : 'info'}>
          {t(intermediate.handedOut ? 'intermediate.handedOut' : intermediate.delivered ? 'intermediate.delivered' : 'intermediate.signed')}
        </Notice>
      )}
      <dl className="case-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
