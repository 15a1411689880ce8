import { TextField, type TextFieldProps } from './TextField.tsx'

const typed = (text: string, decimals: number, negative: boolean): string => {
  const kept = text.replace(decimals > 0 ? /[^\d\s.,-]/g : /[^\d\s-]/g, '')
  return negative ? kept : kept.replaceAll('-', '')
}

export interface NumberFieldProps extends Omit<TextFieldProps, 'mono' | 'inputMode'> {
  readonly decimals?: number
  /** Numbers below zero may be typed. */
  readonly negative?: boolean
}

/** Digits, with a decimal comma where decimals are asked; other signs do not come in. The unit stands behind it. */
export const NumberField = ({ decimals = 0, negative = false, onChange, ...props }: NumberFieldProps) => (
  <TextField {...props} mono inputMode="numeric" maxLength={20} onChange={(text) => onChange(typed(text, decimals, negative))} />
)
