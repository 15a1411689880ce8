import { X } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownInRow } from '#core/domain/form-problems.ts'
import type { RepeatField } from '#core/domain/service-form.ts'
import { Button } from '#renderer/components/Button.tsx'
import { rowsOf } from './answer-paths.ts'
import { useAnswer, useForm } from './form-context.ts'
import { rowTitle } from './row-title.ts'
import { rowSummary } from './shown-answer.ts'
import { SimpleControl } from './SimpleControl.tsx'
import { useHasErrorIn } from './use-shown.ts'

interface RepeatRowProps {
  readonly field: RepeatField
  readonly index: number
  readonly autoFocus: boolean
  readonly onRemove: (index: number) => void
}

/** One row with its number. Where only some rows were found wrong, the others are a line each. */
export const RepeatRow = memo(function RepeatRow({ field, index, autoFocus, onRemove }: RepeatRowProps) {
  const { t } = useTranslation('form')
  const form = useForm()
  const name = `${form.prefix}.${field.id}.${index}`
  const shownIds = useAnswer(form.source, (answers) => {
    const row = rowsOf(answers, field.id)[index] ?? {}
    return shownInRow(field.fields, row, form.facts)
      .map(({ id }) => id)
      .join(' ')
  })
  const isMarked = [...form.marked].some((marked) => marked.startsWith(`${name}.`))
  const othersMarked = !isMarked && [...form.marked].some((marked) => marked.startsWith(`${form.prefix}.${field.id}.`))
  const hasError = useHasErrorIn(form, name)
  const [folded, setFolded] = useState(othersMarked)
  const title = rowTitle(t, field, index)

  if (folded && !hasError)
    return (
      <div className="repeat-row repeat-row-folded" role="group" aria-label={title}>
        <span className="repeat-number">{title}</span>
        <span className="secondary grow">{rowSummary(field.fields, rowsOf(form.source.answers(), field.id)[index] ?? {})}</span>
        <Button variant="quiet" label={`${t('open')}: ${title}`} onPress={() => setFolded(false)}>
          {t('open')}
        </Button>
      </div>
    )
  const shown = shownIds.split(' ')
  let first = true
  return (
    <div className="repeat-row" role="group" aria-label={title} data-row={index}>
      <div className="repeat-row-head">
        <span className="repeat-number">{title}</span>
        <Button variant="quiet" icon={<X />} label={t('removeRow', { row: title })} onPress={() => onRemove(index)}>
          {t('remove')}
        </Button>
      </div>
      <div className="repeat-fields">
        {field.fields
          .filter(({ id }) => shown.includes(id))
          .map((inner) => {
            const focus = autoFocus && first
            first = false
            return (
              <div key={inner.id} className={`form-cell form-cell-${inner.type}`}>
                <SimpleControl field={inner} path={`${field.id}.${index}.${inner.id}`} autoFocus={focus} beside={field.fields} />
              </div>
            )
          })}
      </div>
    </div>
  )
})
