import { ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Option } from './Choice.tsx'
import { ariaFieldProps, fieldId, type FieldProps } from './field-props.ts'
import { FieldFrame } from './FieldFrame.tsx'

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[]
}

/** One of many. */
export function Select(props: SelectProps) {
  const { t } = useTranslation('common')
  const { label, name, value, onChange, error, help, isRequired, options } = props
  const { id: _id, ...aria } = ariaFieldProps(props)
  return (
    <AriaSelect
      className="field"
      {...aria}
      placeholder={t('field.choose')}
      value={value === '' ? null : value}
      onChange={(key) => {
        if (key !== null) onChange(String(key))
      }}
    >
      <FieldFrame label={label} isRequired={isRequired} error={error} help={help}>
        <div className="field-box">
          <Button className="select-button" id={fieldId(name)}>
            <SelectValue />
            <ChevronDown size={18} aria-hidden />
          </Button>
        </div>
      </FieldFrame>
      <Popover>
        <ListBox className="select-list">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="select-option">
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
