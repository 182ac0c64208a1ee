import type { WaybillLabelData } from '../domain/label-request.ts'
import type { Contact } from '../domain/order.ts'
import type { LabelDocument, LabelElement } from './document.ts'
import { lineElement, reversedText, textElement } from './elements.ts'
import { itemElements } from './waybill-items.ts'
import { chinaTime, inGroupsOfFour, yuan } from './waybill-words.ts'

// Edges of the frame in mm.
const left = 2
const right = 98
const top = 2
const bottom = 148
const inner = right - left

/** Rows of the label in mm: where each begins. */
const rows = {
  route: 13,
  centre: 32,
  barcode: 41,
  recipient: 61.5,
  sender: 81,
  handling: 91.5,
  receipt: 104,
  goods: 119.5,
  footer: 143.5,
} as const

/**
 * A Chinese 电子面单 of 100 × 150 mm: carrier, 三段码, 集包地, waybill barcode, 收, 寄, COD and 签收 above the tear line; a
 * second barcode, the goods and the shop's own lines below it (hardware facts 5.1).
 */
export function waybill100x150(data: WaybillLabelData): LabelDocument {
  const elements: LabelElement[] = [
    {
      kind: 'box',
      field: 'frame',
      x: left,
      y: top,
      width: inner,
      height: bottom - top,
      stroke: 0.25,
    },
    ...header(data),
    ...route(data),
    ...mainBarcode(data),
    ...contactBlock('recipient', '收', data.recipient, rows.recipient, rows.sender),
    ...contactBlock('sender', '寄', data.sender, rows.sender, rows.handling),
    ...handling(data),
    ...receipt(data),
    ...goods(data),
    ...footer(data),
  ]
  return { width: 100, height: 150, margin: 2, elements }
}

function header(data: WaybillLabelData): readonly LabelElement[] {
  const height = rows.route - top
  const name = { x: left + 2, y: top, width: 38, height }
  const product = { x: right - 30, y: top, width: 28, height }
  const elements: LabelElement[] = [
    textElement('carrierName', data.carrierName, name, 6, { minimumSize: 3, weight: 'bold' }),
    textElement('productType', data.productType, product, 5.5, {
      minimumSize: 2.75,
      weight: 'bold',
      align: 'right',
    }),
    lineElement('horizontal', left, rows.route, inner),
  ]
  return data.copy > 0 ? [...elements, ...reprintBanner(data.copy)] : elements
}

/** Tells a copy from the original at a glance: the number on it is the same. */
function reprintBanner(copy: number): readonly LabelElement[] {
  const field = 'copy'
  const area = { x: 42.5, y: top + 1, width: 25, height: rows.route - top - 2 }
  const english = { ...area, y: area.y + 5.25, height: 3.5 }
  const white = { weight: 'bold', align: 'center', ink: 'white', minimumSize: 2.25 } as const
  return [
    { kind: 'box', field, ...area, stroke: 'filled' },
    textElement(field, `补打 ${String(copy)}`, { ...area, height: 5.25 }, 4.5, white),
    textElement(field, `REPRINT ${String(copy)}`, english, 3, white),
  ]
}

function route(data: WaybillLabelData): readonly LabelElement[] {
  const code = { x: left + 1, y: rows.route, width: inner - 2, height: rows.centre - rows.route }
  const height = rows.barcode - rows.centre
  const tag = { x: left + 1.5, y: rows.centre + 1.5, width: 13, height: height - 3 }
  const name = { x: left + 16.5, y: rows.centre, width: 50, height }
  const number = { x: right - 29, y: rows.centre, width: 27, height }
  const big = { weight: 'bold', minimumSize: 2.75 } as const
  return [
    textElement('threeSegmentCode', data.threeSegmentCode, code, 16.5, { ...big, align: 'center' }),
    lineElement('horizontal', left, rows.centre, inner),
    ...reversedText('packageCentre', '集包地', tag, 3.75),
    textElement('packageCentre', data.packageCentre, name, 6, big),
    textElement('packageCentreCode', data.packageCentreCode, number, 5.5, {
      ...big,
      align: 'right',
    }),
    lineElement('horizontal', left, rows.barcode, inner),
  ]
}

function mainBarcode(data: WaybillLabelData): readonly LabelElement[] {
  const field = 'waybillNumber'
  const bars = { x: left + 1, y: rows.barcode + 1.5, width: inner - 2, height: 12.5 }
  const number = { x: left + 1, y: rows.barcode + 14, width: inner - 2, height: 6 }
  return [
    { kind: 'barcode', field, text: data.waybillNumber, ...bars, maximumModule: 0.5 },
    textElement(field, inGroupsOfFour(data.waybillNumber), number, 5, {
      weight: 'bold',
      align: 'center',
      minimumSize: 2.75,
    }),
    lineElement('horizontal', left, rows.recipient, inner),
  ]
}

function contactBlock(
  field: 'recipient' | 'sender',
  tag: string,
  contact: Contact,
  y: number,
  end: number,
): readonly LabelElement[] {
  const isRecipient = field === 'recipient'
  const size = isRecipient ? 4.75 : 3.25
  const tagSize = isRecipient ? 9 : 6
  const nameHeight = isRecipient ? 7 : 4.5
  const x = left + 12
  const width = right - x - 1.5
  const tagBox = {
    x: left + 1.5 + (9 - tagSize) / 2,
    y: y + (end - y - tagSize) / 2,
    width: tagSize,
    height: tagSize,
  }
  const name = { x, y: y + 0.5, width, height: nameHeight }
  const address = { x, y: y + nameHeight, width, height: end - y - nameHeight - 0.5 }
  return [
    ...reversedText(field, tag, tagBox, tagSize - 2),
    textElement(`${field}.name`, `${contact.name}  ${contact.phone}`, name, size, {
      weight: 'bold',
      minimumSize: 2.75,
    }),
    textElement(`${field}.address`, `${contact.region} ${contact.street}`, address, size - 0.5, {
      weight: isRecipient ? 'bold' : 'regular',
      verticalAlign: 'top',
      minimumSize: 2.25,
      maximumLines: 4,
    }),
    lineElement('horizontal', left, end, inner),
  ]
}

function handling(data: WaybillLabelData): readonly LabelElement[] {
  const height = rows.receipt - rows.handling
  const signature = 62
  const sign = { x: signature + 1.5, y: rows.handling + 1, width: 30, height: 4 }
  const elements: LabelElement[] = [
    lineElement('vertical', signature, rows.handling, height),
    textElement('signature', '签收人：', sign, 3),
    textElement('signature', '时间：', { ...sign, y: rows.handling + 7 }, 3),
  ]
  const checked = { x: left + 1.5, y: rows.handling, width: signature - left - 3, height }
  if (data.codAmountFen === 0)
    return [
      ...elements,
      textElement('checked', '已验视 已安检', checked, 4.5, { weight: 'bold', align: 'center' }),
    ]
  const tag = { x: left + 1.5, y: rows.handling + 1.5, width: 18, height: 5.5 }
  const amount = { x: left + 20.5, y: rows.handling + 0.5, width: 37.5, height: height - 1 }
  const note = { x: left + 1.5, y: rows.handling + 7, width: 18.5, height: 5 }
  return [
    ...elements,
    ...reversedText('codAmount', '代收货款', tag, 4),
    textElement('codAmount', yuan(data.codAmountFen), amount, 8, {
      weight: 'bold',
      align: 'center',
      minimumSize: 4,
    }),
    textElement('checked', '已验视 已安检', note, 2.75, { align: 'center' }),
  ]
}

function receipt(data: WaybillLabelData): readonly LabelElement[] {
  const field = 'waybillNumber.receipt'
  const bars = { x: left + 0.5, y: rows.receipt + 2, width: 67, height: 8.5 }
  const number = { x: left + 0.5, y: rows.receipt + 10.5, width: 67, height: 4.5 }
  const x = 71
  const width = right - x - 1.5
  // Name and phone stand in full in the block above; here they only help to find the receipt.
  const mayBeCut = { minimumSize: 2.75, overflow: 'ellipsis' } as const
  const line = (index: number): { x: number; y: number; width: number; height: number } => ({
    x,
    y: rows.receipt + 1.25 + 4.5 * index,
    width,
    height: 4.5,
  })
  return [
    lineElement('horizontal', left, rows.receipt, inner, 2),
    { kind: 'barcode', field, text: data.waybillNumber, ...bars, maximumModule: 0.375 },
    textElement(field, inGroupsOfFour(data.waybillNumber), number, 3.5, {
      align: 'center',
      minimumSize: 2.75,
    }),
    lineElement('vertical', x - 1.5, rows.receipt, rows.goods - rows.receipt),
    textElement('carrierName', data.carrierName, line(0), 3.5, { ...mayBeCut, weight: 'bold' }),
    textElement('recipient.name', data.recipient.name, line(1), 3.5, mayBeCut),
    textElement('recipient.phone', data.recipient.phone, line(2), 3.5, mayBeCut),
    lineElement('horizontal', left, rows.goods, inner),
  ]
}

function goods(data: WaybillLabelData): readonly LabelElement[] {
  const remarkHeight = data.remark.trim() === '' ? 0 : 5
  const area = {
    x: left + 1.5,
    y: rows.goods + 0.5,
    width: inner - 3,
    height: rows.footer - rows.goods - 1 - remarkHeight,
  }
  const remark = { x: area.x, y: rows.footer - 5, width: area.width, height: remarkHeight }
  const elements: LabelElement[] = [...itemElements(data.items, area)]
  if (remarkHeight > 0)
    elements.push(
      textElement('remark', `备注：${data.remark}`, remark, 3.25, {
        weight: 'bold',
        overflow: 'ellipsis',
        minimumSize: 2.75,
      }),
    )
  return elements
}

function footer(data: WaybillLabelData): readonly LabelElement[] {
  const height = bottom - rows.footer
  const order = { x: left + 1.5, y: rows.footer, width: 58, height }
  const time = { x: 62, y: rows.footer, width: right - 63.5, height }
  const { orderNumber, parcelNumber } = data
  return [
    lineElement('horizontal', left, rows.footer, inner),
    textElement('orderNumber', `订单 ${orderNumber}  包裹 ${parcelNumber}`, order, 2.75, {
      minimumSize: 1.75,
      maximumLines: 2,
      overflow: 'ellipsis',
    }),
    textElement('requestedAt', `打印 ${chinaTime(data.requestedAt)}`, time, 2.75, {
      align: 'right',
      minimumSize: 2.25,
    }),
  ]
}
