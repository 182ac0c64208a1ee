import type { Area } from '../document.ts'
import type { RepeatElement } from './template-element.ts'

/** How the entries of a list lie in the area of a repeat. */
export interface CellPlan {
  readonly rows: number
  readonly columns: number
}

/** The fewest columns that hold all entries, between the least and the most that the template allows. */
export function planCells(repeat: RepeatElement, height: number, entries: number): CellPlan {
  const { rowHeight, minimumColumns = 1, maximumColumns = minimumColumns } = repeat
  // Tenths of a millimetre do not add up exactly.
  const rows = Math.floor(height / rowHeight + 1e-6)
  let columns = minimumColumns
  while (columns < maximumColumns && rows * columns < entries) columns += 1
  return { rows, columns }
}

/** Cells of the fullest plan: what one label takes. */
export function capacityOf(repeat: RepeatElement, height: number): number {
  const { rows, columns } = planCells(repeat, height, Infinity)
  return rows * columns
}

/** The area of the n-th cell. */
export function cellArea(repeat: RepeatElement, area: Area, plan: CellPlan, index: number): Area {
  const { rowHeight, columnGap = 2, order = 'down' } = repeat
  const width = (area.width - (plan.columns - 1) * columnGap) / plan.columns
  const isDown = order === 'down'
  const column = isDown ? Math.floor(index / plan.rows) : index % plan.columns
  const row = isDown ? index % plan.rows : Math.floor(index / plan.columns)
  const x = area.x + column * (width + columnGap)
  return { x, y: area.y + row * rowHeight, width, height: rowHeight }
}
