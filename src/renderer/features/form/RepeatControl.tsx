import { Plus, Undo2 } from 'lucide-react'
import { memo, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerRow, RepeatField } from '#core/domain/service-form.ts'
import { Button } from '#renderer/components/Button.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { fieldId } from '#renderer/components/field-props.ts'
import { localText } from '#renderer/i18n/format.ts'
import { focusNameOf, rowsOf } from './answer-paths.ts'
import { FamilyOffers, type FamilyState } from './FamilyOffers.tsx'
import { useAnswer, useErrorOf, useForm } from './form-context.ts'
import { rowTitle } from './row-title.ts'
import { addRow, removeRow, restoreRow } from './rows.ts'
import { RepeatRow } from './RepeatRow.tsx'

interface RepeatControlProps {
  readonly field: RepeatField
  readonly autoFocus: boolean
  readonly family: FamilyState | undefined
}

interface Removed {
  readonly index: number
  readonly row: AnswerRow
}

/** Rows of the same fields: Alt+A adds one, Alt+Delete takes away the one with the focus, and a line brings it back. */
export const RepeatControl = memo(function RepeatControl({ field, autoFocus, family }: RepeatControlProps) {
  const { t } = useTranslation('form')
  const form = useForm()
  const labelId = useId()
  const name = `${form.prefix}.${field.id}`
  const count = useAnswer(form.source, (answers) => rowsOf(answers, field.id).length)
  const error = useErrorOf(form, name)
  const [removed, setRemoved] = useState<Removed>()

  const focusRow = (index: number): void => {
    const first = field.fields[0]
    // The row is there once it is drawn.
    if (first !== undefined) requestAnimationFrame(() => focusField(focusNameOf(`${name}.${index}.${first.id}`, first)))
  }
  const add = (): void => {
    const before = rowsOf(form.source.answers(), field.id).length
    if (before >= field.max) return
    form.source.change((answers) => addRow(answers, field))
    setRemoved(undefined)
    focusRow(before)
  }
  const remove = (index: number): void => {
    const row = rowsOf(form.source.answers(), field.id)[index]
    if (row === undefined) return
    form.source.change((answers) => removeRow(answers, field.id, index))
    setRemoved({ index, row })
    requestAnimationFrame(() => focusField(`${name}.undo`))
  }
  const restore = (): void => {
    if (removed === undefined) return
    form.source.change((answers) => restoreRow(answers, field.id, removed.index, removed.row))
    setRemoved(undefined)
    focusRow(removed.index)
  }

  return (
    <div
      id={fieldId(name)}
      className="repeat"
      role="group"
      aria-labelledby={labelId}
      data-repeat={field.id}
      data-invalid={error === undefined ? undefined : ''}
    >
      <div className="repeat-head">
        <h3 id={labelId} className={field.required ? 'field-required' : undefined}>
          {localText(field.label)}
        </h3>
        {field.max > 1 && <span className="secondary">{t('rows', { count, max: field.max })}</span>}
      </div>
      {field.help !== undefined && <p className="field-help">{localText(field.help)}</p>}
      {field.suggest !== undefined && family !== undefined && <FamilyOffers field={field} family={family} />}
      {Array.from({ length: count }, (_, index) => (
        <RepeatRow key={index} field={field} index={index} autoFocus={autoFocus && index === 0} onRemove={remove} />
      ))}
      {removed !== undefined && (
        <p className="repeat-removed" role="status" data-undo>
          <span>{t('removed', { row: rowTitle(t, field, removed.index) })}</span>
          <span id={fieldId(`${name}.undo`)}>
            <Button variant="quiet" icon={<Undo2 />} keys="Ctrl+Z" onPress={restore}>
              {t('restore')}
            </Button>
          </span>
        </p>
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
      <div className="row repeat-add" hidden={field.max === 1 && count === 1}>
        <Button icon={<Plus />} keys="Alt+A" isDisabled={count >= field.max} onPress={add}>
          {t('addRow', { item: localText(field.itemLabel) })}
        </Button>
        {count >= field.max && <span className="secondary">{t('full', { max: field.max })}</span>}
      </div>
    </div>
  )
})
