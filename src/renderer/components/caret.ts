const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9'

/** How many digits stand before a position. */
export const digitsBefore = (text: string, position: number): number => [...text.slice(0, position)].filter(isDigit).length

/**
 * Where the caret belongs in a text that was put into groups anew.
 * @param digits how many digits must stand before it
 * @param skipSeparators whether it goes past the separators that follow (after typing), or stays before them (after deleting)
 */
export function caretAfterDigits(text: string, digits: number, skipSeparators: boolean): number {
  let position = 0
  for (let seen = 0; position < text.length && seen < digits; position++) if (isDigit(text[position])) seen++
  if (skipSeparators) while (position < text.length && !isDigit(text[position])) position++
  return position
}
