export interface Sorting {
  readonly columnId: string
  readonly descending: boolean
}

export type RowMove = 'down' | 'up' | 'first' | 'last' | 'pageDown' | 'pageUp'

/** What the keys of a list mean, by KeyboardEvent.key. */
export const rowMoves: Readonly<Record<string, RowMove>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
}

/** The row that a key leads to. @param page rows in sight less one */
export function movedRow(at: number, count: number, move: RowMove, page: number): number {
  const target = { down: at + 1, up: at - 1, first: 0, last: count - 1, pageDown: at + page, pageUp: at - page }[move]
  return Math.max(0, Math.min(count - 1, target))
}

const collator = new Intl.Collator(['kk', 'ru'], { numeric: true })

/** A sorted copy, equal rows in their old order; the same rows where nothing is to be sorted. */
export function sortedRows<Row>(
  rows: readonly Row[],
  sortBy: ((row: Row) => string | number) | undefined,
  sorting: Sorting | undefined,
): readonly Row[] {
  if (sortBy === undefined || sorting === undefined) return rows
  const sign = sorting.descending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [left, right] = [sortBy(one), sortBy(other)]
    return sign * (typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right)))
  })
}
