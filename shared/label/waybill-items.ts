import type { WaybillLabelData } from '../domain/label-request.ts'
import type { Area, LabelElement } from './document.ts'
import { textElement } from './elements.ts'

type Items = WaybillLabelData['items']

const rowHeight = 3.6
const fontSize = 2.9
const quantityWidth = 9
const columnGap = 2

/**
 * The goods in rows of name and count: one column while they fit, else two, and "… +n" for what is left over. The list
 * helps the packer; it is not what the carrier needs, so it is cut rather than refused.
 */
export function itemElements(items: Items, area: Area): readonly LabelElement[] {
  const rowCount = Math.floor(area.height / rowHeight)
  const columns = items.length > rowCount ? 2 : 1
  const cells = rowCount * columns
  const shown = items.length > cells ? cells - 1 : items.length
  const elements = items
    .slice(0, shown)
    .flatMap((item, index) => itemRow(item, cellArea(area, rowCount, columns, index)))
  const left = items.length - shown
  if (left === 0) return elements
  const rest = cellArea(area, rowCount, columns, shown)
  const more = textElement('items', `… +${String(left)}`, rest, fontSize, { weight: 'bold' })
  return [...elements, more]
}

function cellArea(area: Area, rowCount: number, columns: number, index: number): Area {
  const width = (area.width - (columns - 1) * columnGap) / columns
  const column = Math.floor(index / rowCount)
  return {
    x: area.x + column * (width + columnGap),
    y: area.y + (index % rowCount) * rowHeight,
    width,
    height: rowHeight,
  }
}

function itemRow(item: Items[number], cell: Area): readonly LabelElement[] {
  const name = { ...cell, width: cell.width - quantityWidth - 1 }
  const count = { ...cell, x: cell.x + cell.width - quantityWidth, width: quantityWidth }
  return [
    textElement('items.name', `${item.sku}  ${item.name}`, name, fontSize, {
      overflow: 'ellipsis',
    }),
    textElement('items.quantity', `×${String(item.quantity)}`, count, fontSize, {
      weight: 'bold',
      align: 'right',
      minimumSize: 1.5,
    }),
  ]
}
