import type { OutputOf } from '#core/contract/client.ts'
import type { BatchProgressView, SigningPreview } from '#core/contract/views.ts'

export type CaseToSign = OutputOf<'provider/toSign'>['cases'][number]

/** A decision as it was opened: its content, and what it was made from. */
export interface Seen {
  readonly written: string
  readonly preview: SigningPreview
  /** The paper was on the screen as well. */
  readonly shown: boolean
}

export interface Group {
  /** The decision on the right. */
  readonly opened: string | undefined
  readonly seen: Readonly<Record<string, Seen>>
  readonly ticked: readonly string[]
}

export const emptyGroup: Group = { opened: undefined, seen: {}, ticked: [] }

/** What a decision says, to tell it from a later one of the same case. */
export const writtenOf = ({ decision }: Pick<CaseToSign, 'decision'>): string => JSON.stringify(decision)

const without = <Value>(record: Readonly<Record<string, Value>>, gone: ReadonlySet<string>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)))

/** Forgets what was seen of cases that are no more to be signed, or whose decision was written anew: it is to be seen again. */
export function refreshed(group: Group, cases: readonly CaseToSign[]): Group {
  const now = new Map(cases.map((one) => [one.line.caseId as string, writtenOf(one)]))
  const stale = new Set(Object.entries(group.seen).flatMap(([caseId, { written }]) => (now.get(caseId) === written ? [] : [caseId])))
  const opened = group.opened !== undefined && now.has(group.opened) ? group.opened : undefined
  if (stale.size === 0 && opened === group.opened) return group
  return { opened, seen: without(group.seen, stale), ticked: group.ticked.filter((caseId) => !stale.has(caseId)) }
}

export const mayTick = ({ seen }: Group, caseId: string): boolean => seen[caseId]?.shown === true

/** Ticks or unticks; what was not on the screen cannot be ticked. */
export function toggled(group: Group, caseId: string): Group {
  if (group.ticked.includes(caseId)) return { ...group, ticked: group.ticked.filter((one) => one !== caseId) }
  return mayTick(group, caseId) ? { ...group, ticked: [...group.ticked, caseId] } : group
}

/** The next decision that is not ticked, from here down and then from the top; the same where there is no other. */
export function nextToSee(group: Group, cases: readonly CaseToSign[], from: string): string {
  const at = cases.findIndex(({ line }) => line.caseId === from)
  const after = [...cases.slice(at + 1), ...cases.slice(0, at)].find(({ line }) => !group.ticked.includes(line.caseId))
  return after?.line.caseId ?? from
}

/** One ticked decision on its way. */
export interface GroupItem {
  readonly one: CaseToSign
  readonly preview: SigningPreview
  readonly progress?: BatchProgressView
}

/** What is signed in one go: the ticked, in the order of the list. */
export const itemsOf = ({ seen, ticked }: Group, cases: readonly CaseToSign[]): readonly GroupItem[] =>
  cases.flatMap((one) => {
    const preview = seen[one.line.caseId]?.preview
    return preview !== undefined && ticked.includes(one.line.caseId) ? [{ one, preview }] : []
  })

export const withProgress = (items: readonly GroupItem[], progress: BatchProgressView): readonly GroupItem[] =>
  items.map((item) => (item.preview.preparationId === progress.preparationId ? { ...item, progress } : item))

export type ItemState = 'waiting' | BatchProgressView['outcome']
export const stateOf = ({ progress }: GroupItem): ItemState => progress?.outcome ?? 'waiting'

/** What is neither signed nor failed: it can be signed without being seen again. */
export const leftOf = (items: readonly GroupItem[]): readonly GroupItem[] =>
  items.filter((item) => stateOf(item) !== 'signed' && stateOf(item) !== 'failed')

export const countOf = (items: readonly GroupItem[], state: ItemState): number => items.filter((item) => stateOf(item) === state).length
