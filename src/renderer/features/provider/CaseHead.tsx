import { ArrowLeft, CalendarPlus, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { applicantId, applicantName } from '#core/domain/request.ts'
import { Button } from '#renderer/components/Button.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { useNow } from '#renderer/features/saving/use-now.ts'
import { formatDate, formatIin, formatNumber, localText, pageLanguage } from '#renderer/i18n/format.ts'
import { ChannelBadge } from './ChannelBadge.tsx'
import { dueStateOf } from './inbox-order.ts'
import { StepBadge } from './StepBadge.tsx'

interface CaseHeadProps {
  readonly view: CaseView
  readonly factsShown: boolean
  readonly onToggleFacts: () => void
  /** Where the term may be extended. */
  readonly onExtend: (() => void) | undefined
  readonly onBack: () => void
  /** The one next action. */
  readonly action: { readonly label: string; readonly busy: boolean; readonly run: () => void } | undefined
}

/** Which case this is, whose, by when; and what can be done with all of it. */
export function CaseHead({ view, factsShown, onToggleFacts, onExtend, onBack, action }: CaseHeadProps) {
  const { t } = useTranslation('provider')
  const { request, deadline, extension, intermediate, stage } = view
  const due = dueStateOf({ dueOn: deadline?.dueOn, stage }, almatyDate(useNow(60_000)))
  return (
    <header className="request-head">
      <div className="screen-title">
        <Button variant="quiet" icon={<ArrowLeft />} label={t('case.back')} onPress={onBack} />
        <h1 title={localText(view.serviceName)}>{localText(view.serviceName)}</h1>
        <StateBadge stage={stage} />
        {intermediate !== undefined && stage === 'inWork' && <StepBadge step="queue" />}
        {action !== undefined && (
          <Button variant="primary" keys="Ctrl+Enter" busy={action.busy} onPress={action.run}>
            {action.label}
          </Button>
        )}
      </div>
      <div className="request-who">
        <span className="mono request-number">{formatNumber(view.number ?? '')}</span>
        {request !== undefined && (
          <span>
            <strong>{applicantName(request, pageLanguage())}</strong>{' '}
            <span className="mono secondary">{formatIin(applicantId(request))}</span>
          </span>
        )}
        <ChannelBadge channel={view.channel} />
        {deadline !== undefined && (
          <span>
            <span className="secondary">{t('case.due')}:</span>{' '}
            {extension?.from !== undefined && <s className="secondary">{formatDate(extension.from.dueOn)}</s>}{' '}
            <strong>{formatDate(deadline.dueOn)}</strong>{' '}
            {due.kind === 'overdue' && <span className="due-late">{t('inbox.overdue', { count: due.days })}</span>}
            {due.kind === 'today' && <span className="due-soon">{t('inbox.today')}</span>}
            {due.kind === 'left' && <span className="secondary">{t('inbox.left', { count: due.days })}</span>}
          </span>
        )}
        <span className="grow" />
        {onExtend !== undefined && (
          <Button variant="quiet" icon={<CalendarPlus />} onPress={onExtend}>
            {t('extend.title')}
          </Button>
        )}
        <Button
          variant="quiet"
          icon={factsShown ? <PanelLeftClose /> : <PanelLeftOpen />}
          label={t(factsShown ? 'case.hideRequest' : 'case.showRequest')}
          onPress={onToggleFacts}
        >
          {t('case.request')}
        </Button>
      </div>
    </header>
  )
}
