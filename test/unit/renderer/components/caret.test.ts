import { describe, expect, it } from 'vitest'
import { caretAfterDigits, digitsBefore } from '#renderer/components/caret.ts'

describe('caret', () => {
  it('counts digits before a position', () => {
    expect(digitsBefore('870514 4', 8)).toBe(7)
    expect(digitsBefore('14.05', 3)).toBe(2)
  })

  it('goes past a separator after typing and stays before it after deleting', () => {
    expect(caretAfterDigits('14.', 2, true)).toBe(3)
    expect(caretAfterDigits('14.', 2, false)).toBe(2)
    expect(caretAfterDigits('870514 400', 6, true)).toBe(7)
    expect(caretAfterDigits('870514 400', 0, false)).toBe(0)
  })
})
