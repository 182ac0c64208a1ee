import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Contact, Order, OrderLine } from '../../../shared/domain/order.ts'
import { gtinCheckDigit, type Product } from '../../../shared/domain/product.ts'
import type { Waybill } from '../../../shared/domain/waybill.ts'

/** Goods of the bench's shop. */
export const productCount = 2_000

const firstDeadline = Date.UTC(2026, 10, 26)
const minute = 60_000
const bins = ['A-01', 'A-02', 'B-11', 'C-07', 'D-21']
const goods = ['棉袜三双装', '保温杯 500ml', '手机壳 透明', '洗脸巾 80抽', '收纳盒 大号']

/** The code that is printed on goods number `index`: an EAN-13 with its check digit. */
export function codeOf(index: number): string {
  const digits = `690${String(index).padStart(9, '0')}`
  return `${digits}${String(gtinCheckDigit(digits))}`
}

export function productAt(index: number): Product {
  return {
    sku: `SKU-${String(index).padStart(5, '0')}`,
    name: `${goods[index % goods.length] ?? ''} ${String(index)}`,
    barcodes: [`0${codeOf(index)}`],
    unitWeightGrams: 40 + (index % 900),
    bin: `${bins[index % bins.length] ?? ''}-${String(index % 40)}`,
  }
}

/** Goods of line `line` of an order; lines of one order never share goods. */
function goodsOf(order: number, line: number): number {
  return (order * 7 + line * 331) % productCount
}

/** An order of one to four lines with one or two units each, waiting to be packed. */
export function orderAt(index: number): Order {
  const orderNumber = `SO-${String(index).padStart(7, '0')}`
  return {
    orderNumber,
    ...{ channel: 'taobao', buyer: `买**${String(index % 97)}`, paymentState: 'paid' },
    lines: Array.from({ length: 1 + (index % 4) }, (_, line) => lineAt(orderNumber, index, line)),
    codAmountFen: index % 11 === 0 ? 12_800 : 0,
    deadlineAt: new Date(firstDeadline + (index % 4_320) * minute).toISOString(),
    holds: [],
    remark: index % 23 === 0 ? '请放快递柜' : '',
    ...{ recipient: recipientOf(index), carrier: 'yto', state: 'ready', claimedBy: null },
    parcels: [],
  }
}

function lineAt(orderNumber: string, order: number, line: number): OrderLine {
  const { sku, name, unitWeightGrams, bin } = productAt(goodsOf(order, line))
  const quantity = 1 + ((order + line) % 2)
  const lineId = `${orderNumber}-${String(line + 1)}`
  return { lineId, sku, name, quantity, unitWeightGrams, bin, picked: 0, packed: 0 }
}

function recipientOf(index: number): Contact {
  return {
    name: `张*${String(index % 50)}`,
    phone: `138****${String(index % 10_000).padStart(4, '0')}`,
    region: '浙江省 杭州市 西湖区',
    street: `文三路 ${String(1 + (index % 900))} 号 ${String(1 + (index % 20))} 幢`,
  }
}

const sender: Contact = {
  ...{ name: '稳发仓', phone: '0571-8****321', region: '浙江省 杭州市 滨江区' },
  street: '启潮路 88 号',
}

/** Codes that are scanned to pack an order: one for each unit. */
export function unitCodesOf(index: number): readonly string[] {
  return orderAt(index).lines.flatMap(({ quantity }, line) =>
    Array<string>(quantity).fill(codeOf(goodsOf(index, line))),
  )
}

export function waybillNumberOf(index: number): string {
  return `YT${String(7_000_000_000 + index)}`
}

/** The waybill that every order holds. */
export function waybillAt(index: number): Waybill {
  const { orderNumber, recipient, codAmountFen } = orderAt(index)
  return {
    waybillNumber: waybillNumberOf(index),
    ...{ carrier: 'yto', carrierName: '圆通速递', orderNumber },
    ...{ threeSegmentCode: `570-A${String(index % 90)} 08 3`, packageCentre: '杭州转运中心' },
    ...{ packageCentreCode: '570', productType: '标准快递', recipient, sender, codAmountFen },
    state: 'allocated',
  }
}

/** Rows of a snapshot that holds so many orders. */
export function rowCountOf(orders: number): number {
  return orders * 2 + productCount
}

/** Writes the rows of a snapshot as the feed's NDJSON, in the order in which a centre sends them. */
export async function writeSnapshotRows(path: string, orders: number): Promise<void> {
  const file = createWriteStream(path)
  let text = ''
  for (const change of changesOf(orders)) {
    text += `${JSON.stringify({ kind: 'row', change })}\n`
    if (text.length < 1_000_000) continue
    if (!file.write(text)) await once(file, 'drain')
    text = ''
  }
  file.end(text)
  await once(file, 'finish')
}

function* changesOf(orders: number): Generator<unknown> {
  let rev = 0
  for (let index = 0; index < orders; index += 1) {
    const row = orderAt(index)
    yield { entity: 'order', key: row.orderNumber, rev: (rev += 1), row }
  }
  for (let index = 0; index < productCount; index += 1) {
    const row = productAt(index)
    yield { entity: 'product', key: row.sku, rev: (rev += 1), row }
  }
  for (let index = 0; index < orders; index += 1) {
    const row = waybillAt(index)
    yield { entity: 'waybill', key: row.waybillNumber, rev: (rev += 1), row }
  }
}
