import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField, SimpleField } from '#core/domain/service-form.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { answerItems } from './answer-items.tsx'
import type { FamilyState } from './FamilyOffers.tsx'
import { useForm } from './form-context.ts'
import { RepeatControl } from './RepeatControl.tsx'
import { SimpleControl } from './SimpleControl.tsx'
import { useErrorIds, useShownIds } from './use-shown.ts'

interface FieldListProps {
  readonly title?: string
  readonly fields: readonly FormField[]
  /** Every field of the form: conditions may ask those of other pages. */
  readonly among: readonly FormField[]
  readonly family: FamilyState | undefined
  readonly autoFocus: boolean
}

const isSimple = (field: FormField): field is SimpleField => field.type !== 'repeat'

/** The fields of a page. Where some were found wrong, the others stay folded until they are wanted or wrong themselves. */
export const FieldList = memo(function FieldList({ title, fields, among, family, autoFocus }: FieldListProps) {
  const { t } = useTranslation('form')
  const form = useForm()
  const shown = useShownIds(form, among)
  const wrong = useErrorIds(form)
  const [openAll, setOpenAll] = useState(false)
  const beside = useMemo(() => fields.filter(isSimple), [fields])
  const here = fields.filter(({ id }) => shown.has(id))
  const isOpen = ({ id }: FormField): boolean =>
    openAll || form.marked.size === 0 || wrong.has(id) || isMarked(form.marked, form.prefix, id)
  const open = here.filter(isOpen)
  const folded = here.filter((field) => !isOpen(field))
  if (here.length === 0) return null
  const first = open[0]?.id
  const list = (
    <>
      {open.map((field) => (
        <div key={field.id} className={`form-cell form-cell-${field.type}`}>
          {field.type === 'repeat' ? (
            <RepeatControl
              field={field}
              autoFocus={autoFocus && field.id === first}
              family={field.suggest === undefined ? undefined : family}
            />
          ) : (
            <SimpleControl field={field} path={field.id} autoFocus={autoFocus && field.id === first} beside={beside} />
          )}
        </div>
      ))}
      {folded.length > 0 && (
        <div className="form-folded">
          <div className="row">
            <span className="secondary grow">{t('unchanged')}</span>
            <Button variant="quiet" onPress={() => setOpenAll(true)}>
              {t('openAll')}
            </Button>
          </div>
          <Definition items={[...answerItems(t, folded, form.source.answers(), form.facts, t('nothing'))]} />
        </div>
      )}
    </>
  )
  if (title === undefined) return list
  return (
    <fieldset className="form-page">
      <legend>{title}</legend>
      <div className="form-fields">{list}</div>
    </fieldset>
  )
})

/** A field is marked itself, or one of its rows or languages is. */
const isMarked = (marked: ReadonlySet<string>, prefix: string, id: string): boolean =>
  [...marked].some((name) => name === `${prefix}.${id}` || name.startsWith(`${prefix}.${id}.`))
