import { create } from 'zustand'

export type ThemeChoice = 'light' | 'dark' | 'system'

const kept = 'tereze.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

const readChoice = (): ThemeChoice => {
  const text = localStorage.getItem(kept)
  return text === 'dark' || text === 'system' ? text : 'light'
}

export const useTheme = create<{ readonly choice: ThemeChoice }>(() => ({ choice: 'light' }))

const show = (choice: ThemeChoice): void => {
  document.documentElement.dataset['theme'] = choice === 'dark' || (choice === 'system' && dark.matches) ? 'dark' : 'light'
}

export function setTheme(choice: ThemeChoice): void {
  localStorage.setItem(kept, choice)
  useTheme.setState({ choice })
  show(choice)
}

/** Shows the theme chosen last at this desk, and follows the system where that was chosen. */
export function startTheme(): void {
  useTheme.setState({ choice: readChoice() })
  show(useTheme.getState().choice)
  dark.addEventListener('change', () => show(useTheme.getState().choice))
}
