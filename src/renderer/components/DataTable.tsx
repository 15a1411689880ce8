import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import './data-table.css'
import { movedRow, rowMoves, sortedRows, type Sorting } from './table-rows.ts'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly render: (row: Row) => ReactNode
  /** CSS grid track: `160px`, `minmax(200px, 2fr)`. */
  readonly width?: string
  /** What the column is sorted by; without it, it is not. */
  readonly sortBy?: (row: Row) => string | number
}

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly empty: ReactNode
  readonly selectedKey?: string
}

const rowHeight = 36

/** A list of any length: only the rows in sight are made. Arrows move, Enter opens. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, empty, selectedKey }: DataTableProps<Row>) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const [sorting, setSorting] = useState<Sorting>()
  const [active, setActive] = useState(0)
  const shown = useMemo(
    () => sortedRows(rows, columns.find((column) => column.id === sorting?.columnId)?.sortBy, sorting),
    [rows, columns, sorting],
  )
  const at = Math.min(active, Math.max(0, shown.length - 1))
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => body.current, estimateSize: () => rowHeight, overscan: 8 })

  if (rows.length === 0) return <>{empty}</>

  const tracks = columns.map((column) => column.width ?? 'minmax(120px, 1fr)').join(' ')
  const move = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const step = rowMoves[event.key]
    const row = shown[at]
    if (step !== undefined) {
      const next = movedRow(at, shown.length, step, Math.max(1, Math.floor((body.current?.clientHeight ?? rowHeight) / rowHeight) - 1))
      setActive(next)
      virtual.scrollToIndex(next)
    } else if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else return
    event.preventDefault()
  }
  const sort = (columnId: string): void => setSorting((now) => ({ columnId, descending: now?.columnId === columnId && !now.descending }))

  return (
    <div
      className="table"
      role="grid"
      aria-label={label}
      aria-rowcount={shown.length + 1}
      ref={(grid) => grid?.style.setProperty('--columns', tracks)}
    >
      <div className="table-head" role="rowgroup">
        <div className="table-row" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div
              key={column.id}
              className="table-cell"
              role="columnheader"
              aria-sort={sorting?.columnId === column.id ? (sorting.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sortBy === undefined ? (
                column.header
              ) : (
                <button type="button" className="table-sort" onClick={() => sort(column.id)}>
                  {column.header}
                  {sorting?.columnId === column.id && (sorting.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                </button>
              )}
            </div>
          ))}
        </div>
      </div>
      <div ref={body} className="table-body" role="rowgroup" tabIndex={0} onKeyDown={move} aria-activedescendant={`${id}-${at}`}>
        <div className="table-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index]
            if (row === undefined) return null
            const key = rowKey(row)
            return (
              <div
                key={key}
                id={`${id}-${item.index}`}
                className="table-row"
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={key === selectedKey}
                data-active={item.index === at ? '' : undefined}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setActive(item.index)
                  onOpen?.(row)
                }}
              >
                {columns.map((column) => (
                  <div key={column.id} className="table-cell" role="gridcell">
                    {column.render(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
