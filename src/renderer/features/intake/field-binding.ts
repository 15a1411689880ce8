import { leaveField, useIntakeStore } from './intake-store.ts'

/** Sentences to show, by field. */
export type FieldErrors = ReadonlyMap<string, string>

/** What ties a control of the kit to a field of the draft: name, value, and its error once the field was left. */
export const bindField = (errors: FieldErrors, name: string, value: string, onChange: (value: string) => void) => ({
  name,
  value,
  onChange,
  onBlur: () => useIntakeStore.getState().edit((intake) => leaveField(intake, name)),
  error: errors.get(name),
})
