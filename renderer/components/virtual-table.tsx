import { tableFeatures, useTable, type ColumnDef, type Row } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import './virtual-table.css'

const features = tableFeatures({})

/** A column of a virtual table. */
export type TableColumn<Line extends object> = ColumnDef<typeof features, Line, unknown>

/** Height of a row in CSS px; fixed, so that a list of a hundred thousand scrolls without measuring. */
const rowHeight = 50
/** Height of the head, which stays in sight above the rows, CSS px. */
const headHeight = 36

/**
 * A table that draws only the rows in sight. Arrow keys move, Enter or a click opens. `columns` and `rows` must keep
 * their identity while they are the same. The caller's class sets `grid-template-columns` of `.vtable-row`.
 */
export function VirtualTable<Line extends object>({
  className,
  label,
  columns,
  rows,
  keyOf,
  onOpen,
}: {
  readonly className: string
  readonly label: string
  readonly columns: TableColumn<Line>[]
  readonly rows: readonly Line[]
  readonly keyOf: (line: Line) => string
  readonly onOpen: (line: Line) => void
}) {
  const table = useTable({ features, columns, data: rows, getRowId: (line: Line) => keyOf(line) })
  const lines = table.getRowModel().rows
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headHeight,
  })
  const [at, setAt] = useState(0)
  const current = Math.min(at, lines.length - 1)

  const move = (event: KeyboardEvent) => {
    const target = targetOf(event.key, current, lines.length)
    if (target !== null) {
      event.preventDefault()
      setAt(target)
      virtual.scrollToIndex(target)
    }
    const line = lines[current]
    if (event.key === 'Enter' && line) onOpen(line.original)
  }

  return (
    <div className={`vtable ${className}`}>
      <div
        ref={viewport}
        className="vtable-viewport"
        role="grid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        tabIndex={0}
        onKeyDown={move}
      >
        <div className="vtable-head vtable-row" role="row" aria-rowindex={1}>
          {table.getHeaderGroups().flatMap((group) =>
            group.headers.map((header) => (
              <div
                key={header.id}
                role="columnheader"
                className={`vtable-cell cell-${header.column.id}`}
              >
                <table.FlexRender header={header} />
              </div>
            )),
          )}
        </div>
        <div className="vtable-sheet" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            return (
              line && (
                <TableRow
                  key={line.id}
                  row={line}
                  top={item.start}
                  index={item.index}
                  current={item.index === current}
                  onOpen={onOpen}
                >
                  {line.getAllCells().map((cell) => (
                    <div
                      key={cell.id}
                      role="gridcell"
                      className={`vtable-cell cell-${cell.column.id}`}
                    >
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </TableRow>
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}

function TableRow<Line extends object>({
  row,
  top,
  index,
  current,
  onOpen,
  children,
}: {
  readonly row: Row<typeof features, Line>
  readonly top: number
  readonly index: number
  readonly current: boolean
  readonly onOpen: (line: Line) => void
  readonly children: ReactNode
}) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={current}
      data-testid="row"
      data-key={row.id}
      className={`vtable-row vtable-line ${current ? 'vtable-current' : ''}`}
      style={{ height: rowHeight, transform: `translateY(${String(top)}px)` }}
      onClick={() => onOpen(row.original)}
    >
      {children}
    </div>
  )
}

/** Where a key takes the current row; null when it takes it nowhere. */
function targetOf(key: string, current: number, count: number): number | null {
  const page = 8
  const steps: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1,
  }
  const target = steps[key]
  return target === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, target))
}
