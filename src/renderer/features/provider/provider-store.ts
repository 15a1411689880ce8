import { create } from 'zustand'
import type { DecisionDraft } from './decision/decision-draft.ts'

interface ProviderState {
  /** Decisions being typed, by case: also what the core cannot keep yet. */
  readonly drafts: Readonly<Record<string, DecisionDraft>>
  readonly put: (caseId: string, draft: DecisionDraft) => void
  readonly forget: (caseId: string) => void
}

export const useProviderStore = create<ProviderState>((set) => ({
  drafts: {},
  put: (caseId, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [caseId]: draft } })),
  forget: (caseId) => set(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== caseId)) })),
}))
