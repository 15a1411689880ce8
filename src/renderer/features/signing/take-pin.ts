/**
 * Takes a typed PIN out of its field, as UTF-8 bytes: the field is empty afterwards, and nothing else holds it.
 * @returns undefined where nothing was typed
 */
export function takePin(field: Pick<HTMLInputElement, 'value'>): Uint8Array | undefined {
  if (field.value === '') return undefined
  const bytes = new TextEncoder().encode(field.value)
  field.value = ''
  return bytes
}
