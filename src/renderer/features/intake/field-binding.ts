import { leaveField, useIntakeStore } from './intake-store.ts'

/** Sentences to show, by field. */
export type FieldErrors = ReadonlyMap<string, string>

/** The operator has left a field: from now on its error is shown. */
export const leave = (name: string): void => useIntakeStore.getState().edit((intake) => leaveField(intake, name))

/** What ties a control of the kit to a field of the draft: name, value, and its error once the field was left. */
export const bindField = (errors: FieldErrors, name: string, value: string, onChange: (value: string) => void) => ({
  name,
  value,
  onChange,
  onBlur: () => leave(name),
  error: errors.get(name),
})
