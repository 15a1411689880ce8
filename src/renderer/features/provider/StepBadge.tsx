import { ClockFading, FilePen, ListOrdered, PenLine, Send, Undo2, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ProviderStep } from '#core/domain/provider-procedure.ts'

const looks: Readonly<Record<ProviderStep, readonly [LucideIcon, 'plain' | 'info' | 'warning']>> = {
  assign: [ClockFading, 'warning'],
  prepare: [FilePen, 'plain'],
  returned: [Undo2, 'warning'],
  sign: [PenLine, 'info'],
  dispatch: [Send, 'info'],
  queue: [ListOrdered, 'plain'],
}

/** What the case waits for at the provider: icon, word, colour. */
export function StepBadge({ step }: { readonly step: ProviderStep }) {
  const { t } = useTranslation('provider')
  const [Icon, tone] = looks[step]
  return (
    <span className={`badge badge-${tone}`}>
      <Icon aria-hidden />
      {t(`step.${step}`)}
    </span>
  )
}
