import type { CaseLineView } from '#core/contract/views.ts'
import type { z } from 'zod'

export type InboxLine = z.infer<typeof CaseLineView>

const dayMilliseconds = 86_400_000

/** Calendar days from today to a date; negative once it has passed. */
export const daysUntil = (date: string, today: string): number => Math.round((Date.parse(date) - Date.parse(today)) / dayMilliseconds)

/** Overdue first, then by the date due; without a date last; equal ones as they came. */
export const inboxOrder = (lines: readonly InboxLine[]): readonly InboxLine[] =>
  lines.toSorted((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') || one.openedAt.localeCompare(other.openedAt))

export type DueState = { readonly kind: 'none' } | { readonly kind: 'overdue' | 'left'; readonly days: number } | { readonly kind: 'today' }

export function dueStateOf(line: Pick<InboxLine, 'dueOn' | 'stage'>, today: string): DueState {
  if (line.dueOn === undefined || line.stage === 'completed' || line.stage === 'handedOut') return { kind: 'none' }
  const days = daysUntil(line.dueOn, today)
  if (days === 0) return { kind: 'today' }
  return days < 0 ? { kind: 'overdue', days: -days } : { kind: 'left', days }
}
