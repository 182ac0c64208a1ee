import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { PrintableLabel } from './render-template.ts'

/** The template whose data a slip is made of. */
export const packingListTemplate = 'packing-list-100x150'

/** The data of `packing-list-100x150`, as its check leaves them. */
interface PackingList {
  readonly shopName: string
  readonly orderNumber: string
  readonly parcelNumber: string
  readonly recipientName: string
  readonly items: readonly {
    readonly sku: string
    readonly name: string
    readonly quantity: number
  }[]
  readonly remark: string
  readonly packedAt: string
  readonly packedBy: string
}

/** What is used of node-thermal-printer, which builds bytes here and sends none (hardware facts 2.4 say why). */
interface ByteBuilder {
  add(bytes: Buffer): void
  alignCenter(): void
  alignLeft(): void
  bold(isOn: boolean): void
  setTextDoubleHeight(): void
  setTextNormal(): void
  newLine(): void
  drawLine(): void
  code128(text: string, settings: { readonly width: 2 | 3; readonly height: number }): void
  cut(): void
  getBuffer(): Buffer
}

const load = createRequire(import.meta.url)

/** GBK of a text, by a library that is loaded with the first slip. */
function encode(text: string): Buffer {
  return (load('iconv-lite') as typeof import('iconv-lite')).encode(text, 'gbk')
}

/** Dots of one column in font A, in which nearly all receipt printers write. */
const columnDots = 12
/** FS &: characters of two bytes are Chinese (ESC/POS, "Select Kanji character mode"). */
const chineseMode = Buffer.from([0x1c, 0x26])

/**
 * A packing list as text for a receipt printer, whose own font is quicker than a picture and leaves no room for another paper
 * width. Characters that no Chinese receipt printer has come out as 〓, which a slip can bear and a waybill could not.
 *
 * @param data of the template `packing-list-100x150`, checked
 */
export function renderPackingSlip(data: unknown, profile: PrinterProfile): PrintableLabel {
  const list = data as PackingList
  const columns = Math.floor(profile.headDots / columnDots)
  const builder = newBuilder(columns)
  const write = (text: string): void => {
    builder.add(encoded(text))
    builder.newLine()
  }
  builder.add(chineseMode)
  builder.alignCenter()
  builder.setTextDoubleHeight()
  write(list.shopName)
  builder.setTextNormal()
  write('装箱单 PACKING LIST')
  builder.code128(list.orderNumber, { width: 2, height: 60 })
  write(list.orderNumber)
  builder.alignLeft()
  write(`包裹 Parcel: ${list.parcelNumber}`)
  write(`收 To: ${list.recipientName}`)
  builder.drawLine()
  for (const item of list.items) for (const line of linesOf(item, columns)) write(line)
  builder.drawLine()
  const units = list.items.reduce((sum, { quantity }) => sum + quantity, 0)
  builder.bold(true)
  write(row('合计 Total', String(units), columns))
  builder.bold(false)
  if (list.remark !== '') for (const line of folded(`备注: ${list.remark}`, columns)) write(line)
  if (list.packedBy !== '') write(`打包 Packed by: ${list.packedBy}`)
  builder.cut()
  const bytes = new Uint8Array(builder.getBuffer())
  return { bytes, documentHash: createHash('sha256').update(bytes).digest('hex'), picture: null }
}

/** Loaded with the first slip: a bench without a receipt printer never needs it. */
function newBuilder(width: number): ByteBuilder {
  const { ThermalPrinter, PrinterTypes } = load('node-thermal-printer') as {
    ThermalPrinter: new (options: object) => ByteBuilder
    PrinterTypes: { readonly EPSON: string }
  }
  return new ThermalPrinter({ type: PrinterTypes.EPSON, width })
}

/** GBK, the set that Chinese receipt printers carry. The library would look for a rare character in other code pages. */
function encoded(text: string): Buffer {
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = encode(character)
      return character !== '?' && bytes.toString('latin1') === '?' ? encode('〓') : bytes
    }),
  )
}

function linesOf(
  { name, sku, quantity }: PackingList['items'][number],
  columns: number,
): readonly string[] {
  const count = `× ${String(quantity)}`
  const lines = folded(name, columns - widthOf(count) - 1)
  const [first = '', ...rest] = lines
  return [row(first, count, columns), ...rest, `  ${sku}`]
}

/** Text at the left edge and text at the right. */
function row(left: string, right: string, columns: number): string {
  return left + ' '.repeat(Math.max(1, columns - widthOf(left) - widthOf(right))) + right
}

function folded(text: string, columns: number): readonly string[] {
  const lines = ['']
  for (const character of text) {
    const last = lines.at(-1) ?? ''
    if (widthOf(last + character) > columns) lines.push(character)
    else lines[lines.length - 1] = last + character
  }
  return lines
}

/** Columns that a text takes: a character of two bytes is as wide as two. */
function widthOf(text: string): number {
  return encoded(text).length
}
