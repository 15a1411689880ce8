import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import './field.css'

interface FieldFrameProps {
  readonly label: string
  readonly isRequired?: boolean | undefined
  readonly error?: string | undefined
  readonly help?: string | undefined
  readonly children: ReactNode
}

/** Label above, control, and under it the error, or the help while there is no error. For use inside a field of react-aria-components. */
export function FieldFrame({ label, isRequired = false, error, help, children }: FieldFrameProps) {
  return (
    <>
      <Label className={`field-label${isRequired ? ' field-required' : ''}`}>{label}</Label>
      {children}
      {error === undefined && help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </>
  )
}
