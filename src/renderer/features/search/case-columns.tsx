import type { TFunction } from 'i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { formatDate, formatDateTime, formatIin, formatNumber, localText } from '#renderer/i18n/format.ts'

export type CaseLine = OutputOf<'case/search'>['lines'][number]

export const caseColumns = (t: TFunction<'search'>): readonly Column<CaseLine>[] => [
  {
    id: 'number',
    header: t('column.number'),
    width: '158px',
    sortBy: (line) => line.number ?? '',
    render: (line) =>
      line.number === undefined ? (
        <span className="secondary">{t('noNumber')}</span>
      ) : (
        <span className="mono">{formatNumber(line.number)}</span>
      ),
  },
  {
    id: 'applicant',
    header: t('column.applicant'),
    width: 'minmax(200px, 1.5fr)',
    sortBy: (line) => line.applicantName ?? '',
    render: (line) => line.applicantName ?? <span className="secondary">{t('noName')}</span>,
  },
  {
    id: 'iin',
    header: t('column.iin'),
    width: '150px',
    sortBy: (line) => line.applicantIin ?? '',
    render: (line) => <span className="mono">{formatIin(line.applicantIin ?? '')}</span>,
  },
  {
    id: 'service',
    header: t('column.service'),
    width: 'minmax(140px, 1.2fr)',
    sortBy: (line) => localText(line.serviceName),
    render: (line) => <span title={localText(line.serviceName)}>{localText(line.serviceName)}</span>,
  },
  {
    id: 'stage',
    header: t('column.stage'),
    width: '174px',
    sortBy: (line) => line.stage,
    render: (line) => <StateBadge stage={line.stage} />,
  },
  {
    id: 'opened',
    header: t('column.opened'),
    width: '104px',
    sortBy: (line) => line.openedAt,
    render: (line) => <span title={formatDateTime(line.openedAt)}>{formatDate(line.openedAt)}</span>,
  },
  {
    id: 'due',
    header: t('column.due'),
    width: '104px',
    sortBy: (line) => line.dueOn ?? '',
    render: (line) => (line.dueOn === undefined ? '' : formatDate(line.dueOn)),
  },
]
