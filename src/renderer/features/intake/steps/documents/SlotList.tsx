import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SlotDraft } from '#core/domain/document.ts'
import type { DocumentSlot } from '#core/domain/service.ts'
import { Button } from '#renderer/components/Button.tsx'
import { localText } from '#renderer/i18n/format.ts'
import type { FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { isSlotReady, missingSlots, slotProgress } from './slot-state.ts'

interface SlotListProps {
  readonly slots: readonly DocumentSlot[]
  readonly drafts: readonly SlotDraft[]
  readonly current: string
  readonly errors: FieldErrors
  /** Names of what the provider found wrong in the request that is put right. */
  readonly marked: ReadonlySet<string>
  readonly onSelect: (slotId: string) => void
  readonly onRefuse: (reason: string) => void
}

/** The checklist: what is there, what is missing, and the way out where the set stays incomplete. */
export function SlotList({ slots, drafts, current, errors, marked, onSelect, onRefuse }: SlotListProps) {
  const { t } = useTranslation('documents')
  const refuse = useTranslation('intake').t
  return (
    <nav className="slot-list" aria-label={t('slots')}>
      <p className="secondary">{t('progress', slotProgress(slots, drafts))}</p>
      <ul>
        {slots.map((slot) => {
          const pages = drafts.find(({ slotId }) => slotId === slot.id)?.pages.length ?? 0
          const done = isSlotReady(slot, drafts)
          const wrong = errors.get(`slots.${slot.id}`)
          const isMarked = marked.has(`slots.${slot.id}`)
          const Icon = wrong !== undefined || isMarked ? TriangleAlert : done ? CircleCheck : CircleDashed
          return (
            <li key={slot.id}>
              <button
                type="button"
                id={`field-slots.${slot.id}`}
                className={`slot${done && !isMarked ? ' slot-done' : ''}${wrong === undefined ? '' : ' slot-wrong'}${isMarked ? ' slot-marked' : ''}`}
                aria-current={slot.id === current}
                onClick={() => onSelect(slot.id)}
                onFocus={() => onSelect(slot.id)}
              >
                <Icon aria-hidden />
                <span className="slot-name">{localText(slot.title)}</span>
                <span className="slot-state">
                  {pages > 0 ? t('pages', { count: pages }) : t('missing')}
                  {done && <span className="hidden-visually">, {t('ready')}</span>}
                  {!slot.required && <>, {t('optional')}</>}
                </span>
                {isMarked && <span className="slot-mark">{t('marked')}</span>}
                {wrong !== undefined && <span className="slot-error">{wrong}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      {missingSlots(slots, drafts).length > 0 && (
        <Button variant="danger" onPress={() => onRefuse(refuse('refuse.byDocuments'))}>
          {refuse('refuse.open')}
        </Button>
      )}
    </nav>
  )
}
