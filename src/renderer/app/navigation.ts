import { create } from 'zustand'
import type { CaseId } from '#core/domain/ids.ts'

export type Screen =
  | { readonly name: 'services'; readonly applicantOf?: CaseId; readonly representativeOf?: CaseId }
  | { readonly name: 'intake'; readonly caseId: CaseId }
  | { readonly name: 'search'; readonly text?: string }
  | { readonly name: 'case'; readonly caseId: CaseId }
  | { readonly name: 'outbox' }
  | { readonly name: 'handOut'; readonly caseId?: CaseId }
  | { readonly name: 'provider' }
  | { readonly name: 'groupSigning' }
  | { readonly name: 'check' }
  | { readonly name: 'providerCase'; readonly caseId: CaseId }
  | {
      readonly name: 'verification'
      /** Of a paper of a case; without it a file is chosen. */
      readonly of?: { readonly caseId: CaseId; readonly paper: 'request' | 'intermediate' | 'result' }
    }

interface NavigationState {
  readonly screen: Screen
  readonly history: readonly Screen[]
  /** Shows a screen; the one before can be gone back to. */
  readonly go: (screen: Screen) => void
  /** The screen before, or the first one where there is none. */
  readonly back: () => void
  /** Begins anew, forgetting what was shown: after login. */
  readonly start: (screen: Screen) => void
}

const remembered = 30

export const isSameScreen = (one: Screen, other: Screen): boolean => JSON.stringify(one) === JSON.stringify(other)

export const useNavigation = create<NavigationState>((set) => ({
  screen: { name: 'services' },
  history: [],
  go: (screen) =>
    set((now) => (isSameScreen(now.screen, screen) ? now : { screen, history: [...now.history, now.screen].slice(-remembered) })),
  back: () =>
    set(({ screen, history }) => {
      const before = history.at(-1)
      return before === undefined ? { screen } : { screen: before, history: history.slice(0, -1) }
    }),
  start: (screen) => set({ screen, history: [] }),
}))

export const go = (screen: Screen): void => useNavigation.getState().go(screen)
export const back = (): void => useNavigation.getState().back()
