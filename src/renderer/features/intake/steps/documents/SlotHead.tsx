import { useTranslation } from 'react-i18next'
import type { DocumentSlot } from '#core/domain/service.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { setOriginalSeen } from './documents-store.ts'

const originals = { shown: 'originalShown', left: 'originalLeft', copy: 'copyEnough' } as const

/** Which document, what the checklist says of it, and whether the original was seen. */
export function SlotHead({
  caseId,
  slot,
  originalSeen,
}: {
  readonly caseId: string
  readonly slot: DocumentSlot
  readonly originalSeen: boolean
}) {
  const { t } = useTranslation('documents')
  return (
    <header className="slot-head">
      <div className="grow">
        <h2 id="slot-title">{localText(slot.title)}</h2>
        <p className="secondary">
          {slot.help !== undefined && <>{localText(slot.help)} </>}
          {t(originals[slot.original])} {t('limit', { count: slot.maxPages })}{' '}
          {t('scan.policy', { dpi: slot.scan.dpi, mode: t(`scan.${slot.scan.mode}`) })}
        </p>
      </div>
      {slot.original !== 'copy' && (
        <Checkbox name={`original.${slot.id}`} isSelected={originalSeen} onChange={(seen) => void setOriginalSeen(caseId, slot.id, seen)}>
          {t('originalSeen')}
        </Checkbox>
      )}
    </header>
  )
}
