import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { isWrong, toggleWrong, wrongGroups } from './wrong-fields.ts'

interface WrongFieldsProps {
  readonly definition: ServiceDefinition
  readonly request: ServiceRequest
  readonly wrongFields: readonly string[]
  readonly onChange: (wrongFields: readonly string[]) => void
}

/** «Нақты не дұрыс емес?»: everything that stands in the request, to be marked where it is wrong. */
export function WrongFields({ definition, request, wrongFields, onChange }: WrongFieldsProps) {
  const { t, i18n } = useTranslation('provider')
  const form = useTranslation('form').t
  const [begunOpen] = useState(wrongFields.length > 0)
  // The labels are of one language; the request does not change.
  const groups = useMemo(() => wrongGroups(t, form, definition, request), [t, form, definition, request])
  const count = groups.flatMap(({ items }) => items).filter((item) => isWrong(wrongFields, item)).length
  return (
    <details className="wrong" open={begunOpen} lang={i18n.language}>
      <summary>
        {t('wrong.title')} <span className="secondary">{count === 0 ? t('wrong.none') : t('wrong.count', { count })}</span>
      </summary>
      <p className="secondary">{t('wrong.help')}</p>
      {groups.map((group) => (
        <fieldset key={group.id} className="wrong-group">
          <legend>{t(`wrong.group.${group.id}`)}</legend>
          {group.items.map((item) => (
            <Checkbox
              key={item.paths[0]}
              name={`wrong.${item.paths[0] ?? ''}`}
              isSelected={isWrong(wrongFields, item)}
              onChange={(chosen) => onChange(toggleWrong(groups, wrongFields, item, chosen))}
            >
              <span className="wrong-item">
                {item.label}
                <span className="secondary">{item.value === '' ? t('wrong.empty') : item.value}</span>
              </span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </details>
  )
}
