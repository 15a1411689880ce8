import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  FilePen,
  Hourglass,
  Inbox,
  LoaderCircle,
  PackageCheck,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseStage } from '#core/domain/case-state.ts'
import type { JobState } from '#core/domain/job.ts'
import './blocks.css'

export type ShownStage = CaseStage | JobState

const looks: Readonly<Record<ShownStage, readonly [LucideIcon, 'plain' | 'info' | 'good' | 'warning' | 'bad']>> = {
  draft: [FilePen, 'plain'],
  receptionRefused: [Ban, 'plain'],
  cancelled: [CircleX, 'plain'],
  queued: [Hourglass, 'warning'],
  rejected: [CircleX, 'bad'],
  registered: [Inbox, 'info'],
  inWork: [CircleDashed, 'info'],
  completed: [CircleCheck, 'good'],
  handedOut: [PackageCheck, 'good'],
  ready: [Hourglass, 'warning'],
  running: [LoaderCircle, 'info'],
  paused: [CirclePause, 'warning'],
  stuck: [TriangleAlert, 'bad'],
  done: [CircleCheck, 'good'],
}

/** Where a case or a job stands: icon, word, colour. */
export function StateBadge({ stage }: { readonly stage: ShownStage }) {
  const { t } = useTranslation('common')
  const [Icon, tone] = looks[stage]
  return (
    <span className={`badge badge-${tone}`}>
      <Icon aria-hidden />
      {t(`stage.${stage}`)}
    </span>
  )
}
