/** As much of a keyboard event as a key needs. `code` is the place of the key: the same in kk, ru and en layouts. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const named: Readonly<Record<string, string>> = { Esc: 'Escape', Del: 'Delete', Space: ' ', '←': 'ArrowLeft', '→': 'ArrowRight' }

/** Does a press mean a key as it is written on the screen: `Ctrl+Enter`, `F4`, `Alt+3`, `Ctrl+L`, `Esc`? */
export function isKey(written: string, press: KeyPress): boolean {
  const parts = written.split('+')
  const last = parts.at(-1) ?? ''
  if (
    press.ctrlKey !== parts.includes('Ctrl') ||
    press.altKey !== parts.includes('Alt') ||
    press.shiftKey !== parts.includes('Shift') ||
    press.metaKey
  )
    return false
  if (/^[A-Z]$/.test(last)) return press.code === `Key${last}`
  if (/^\d$/.test(last)) return press.code === `Digit${last}` || press.code === `Numpad${last}`
  return press.key === (named[last] ?? last)
}
