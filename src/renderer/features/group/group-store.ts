import { create } from 'zustand'
import type { WireFault } from '#core/contract/operation.ts'
import type { BatchProgressView } from '#core/contract/views.ts'
import {
  type CaseToSign,
  emptyGroup,
  type Group,
  type GroupItem,
  itemsOf,
  refreshed,
  type Seen,
  toggled,
  withProgress,
} from './group-signing.ts'

interface GroupState extends Group {
  /** What is being signed, or was; nothing while decisions are still being read. */
  readonly batch: readonly GroupItem[] | undefined
  /** What ended the batch before its end. */
  readonly stopped: WireFault | undefined
  readonly open: (caseId: string) => void
  readonly see: (caseId: string, seen: Seen) => void
  readonly show: (caseId: string) => void
  readonly toggle: (caseId: string) => void
  readonly refresh: (cases: readonly CaseToSign[]) => void
  readonly begin: (cases: readonly CaseToSign[]) => void
  readonly progress: (progress: BatchProgressView) => void
  readonly stop: (fault: WireFault | undefined) => void
  /** Back to the list. What was signed or failed is not ticked any more. */
  readonly leave: () => void
}

/** The group signing's own state: kept while the signer looks something up on another screen. */
export const useGroup = create<GroupState>((set) => ({
  ...emptyGroup,
  batch: undefined,
  stopped: undefined,
  open: (opened) => set({ opened }),
  see: (caseId, seen) => set((now) => ({ seen: { ...now.seen, [caseId]: seen } })),
  show: (caseId) =>
    set((now) => {
      const seen = now.seen[caseId]
      return seen === undefined ? {} : { seen: { ...now.seen, [caseId]: { ...seen, shown: true } } }
    }),
  toggle: (caseId) => set((now) => toggled(now, caseId)),
  refresh: (cases) => set((now) => refreshed(now, cases)),
  begin: (cases) => set((now) => ({ batch: itemsOf(now, cases), stopped: undefined })),
  progress: (progress) => set((now) => (now.batch === undefined ? {} : { batch: withProgress(now.batch, progress) })),
  stop: (stopped) => set({ stopped }),
  leave: () =>
    set(({ batch = [], seen, ticked }) => {
      const over = new Set(
        batch.flatMap(({ one, progress }) => (progress === undefined || progress.outcome === 'left' ? [] : [one.line.caseId as string])),
      )
      return {
        batch: undefined,
        stopped: undefined,
        ticked: ticked.filter((caseId) => !over.has(caseId)),
        seen: Object.fromEntries(Object.entries(seen).filter(([caseId]) => !over.has(caseId))),
      }
    }),
}))
