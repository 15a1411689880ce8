import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { groupedDigest } from '#renderer/features/signing/grouped-digest.ts'
import { useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatNumber } from '#renderer/i18n/format.ts'
import { type GroupItem, type ItemState, stateOf } from './group-signing.ts'

const icons: Readonly<Record<ItemState, LucideIcon>> = {
  waiting: CircleDashed,
  signing: LoaderCircle,
  signed: CircleCheck,
  failed: CircleAlert,
  left: CircleDashed,
}

/** One decision of a batch, and what became of it in words. */
export function ItemLine({ item }: { readonly item: GroupItem }) {
  const { t } = useTranslation('group')
  const text = useFaultText()
  const { one, preview, progress } = item
  const state = stateOf(item)
  const Icon = icons[state]
  return (
    <li className={`group-item group-item-${state}`}>
      <Icon aria-hidden />
      <span className="group-text">
        <span className="row">
          <strong className="grow" title={one.line.applicantName}>
            {one.line.applicantName}
          </strong>
          <span className="mono secondary">{formatNumber(one.line.number ?? '')}</span>
        </span>
        <span>
          {t(`outcome.${one.decision.outcome}`)}. <span className="group-state">{t(`state.${state}`)}</span>
          {progress?.outcome === 'signed' && progress.revocation === 'unknown' && <> {t('state.unknown')}</>}
        </span>
        {progress?.outcome === 'failed' && <span className="group-why">{text(progress.fault)}</span>}
        {state === 'waiting' && <span className="mono digest">{groupedDigest(preview.digest)}</span>}
      </span>
    </li>
  )
}
