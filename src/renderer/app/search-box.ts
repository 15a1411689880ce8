import { create } from 'zustand'

/** What is written in the header's box: the search screen shows what it finds. */
export const useSearchBox = create<{ readonly text: string }>(() => ({ text: '' }))
export const setSearchText = (text: string): void => useSearchBox.setState({ text })

export const searchBoxId = 'search-box'

export function focusSearchBox(): void {
  const box = document.getElementById(searchBoxId)
  if (!(box instanceof HTMLInputElement)) return
  box.focus()
  box.select()
}

/** Puts the focus into the list of what was found. @returns whether there is one */
export function focusResults(): boolean {
  const results = document.querySelector<HTMLElement>('.search [role="grid"] [tabindex="0"]')
  results?.focus()
  return results !== null
}
