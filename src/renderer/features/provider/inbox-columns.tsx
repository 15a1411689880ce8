import type { TFunction } from 'i18next'
import type { Column } from '#renderer/components/DataTable.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { formatDate, formatIin, formatNumber, localText } from '#renderer/i18n/format.ts'
import { ChannelBadge } from './ChannelBadge.tsx'
import { dueStateOf, type InboxLine } from './inbox-order.ts'
import { StepBadge } from './StepBadge.tsx'

type Translate = TFunction<'provider'>

function dueWords(t: Translate, line: InboxLine, today: string): readonly [string, string] {
  const state = dueStateOf(line, today)
  switch (state.kind) {
    case 'overdue':
      return ['due-late', t('inbox.overdue', { count: state.days })]
    case 'today':
      return ['due-soon', t('inbox.today')]
    case 'left':
      return ['secondary', t('inbox.left', { count: state.days })]
    case 'none':
      return ['', '']
  }
}

/** @param today date in Almaty */
export const inboxColumns = (t: Translate, today: string): readonly Column<InboxLine>[] => [
  {
    id: 'number',
    header: t('inbox.number'),
    width: '140px',
    render: (line) => <span className="mono">{formatNumber(line.number ?? '')}</span>,
    sortBy: (line) => line.number ?? '',
  },
  {
    id: 'service',
    header: t('inbox.service'),
    width: 'minmax(160px, 3fr)',
    render: (line) => <span title={localText(line.serviceName)}>{localText(line.serviceName)}</span>,
    sortBy: (line) => localText(line.serviceName),
  },
  {
    id: 'who',
    header: t('inbox.applicant'),
    width: 'minmax(200px, 3fr)',
    render: ({ applicantName = '', applicantIin = '' }) => (
      <span title={`${applicantName}, ${formatIin(applicantIin)}`}>{applicantName}</span>
    ),
    sortBy: (line) => line.applicantName ?? '',
  },
  {
    id: 'channel',
    header: t('inbox.channel'),
    width: '140px',
    render: ({ channel }) => channel !== undefined && <ChannelBadge channel={channel} />,
    sortBy: (line) => line.channel ?? '',
  },
  {
    id: 'due',
    header: t('inbox.due'),
    width: '218px',
    render: (line) => {
      const [tone, words] = dueWords(t, line, today)
      return (
        <>
          {line.dueOn === undefined ? '' : formatDate(line.dueOn)} <span className={tone}>{words}</span>
        </>
      )
    },
    sortBy: (line) => line.dueOn ?? '9999',
  },
  {
    id: 'step',
    header: t('inbox.step'),
    width: '180px',
    render: ({ step, stage }) => (step === undefined ? <StateBadge stage={stage} /> : <StepBadge step={step} />),
    sortBy: ({ step, stage }) => step ?? stage,
  },
]
