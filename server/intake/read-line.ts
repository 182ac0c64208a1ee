import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { CsvRecord } from './csv-text.ts'

/** Why a line of an order file became nothing. */
export const skipReasons = [
  'cancellation',
  'not-goods',
  'order-number-unusable',
  'stock-code-unusable',
  'quantity-unusable',
  'quantity-not-positive',
  'date-unusable',
  'order-too-large',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** What one line says, once it is certain that it means goods of an order. */
export interface ReadLine {
  readonly line: number
  readonly orderNumber: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** The warehouse's wall clock, held in the UTC fields. */
  readonly orderedAt: Date
  readonly customer: string
}

/** Stock codes of *Online Retail* that stand for postage, fees, discounts, samples and gift vouchers. */
const notGoods =
  /^(POST|DOT|D|M|C2|S|B|BANK CHARGES|AMAZONFEE|CRUK|PADS|ADJUST2?|TEST\d*|GIFT_.*|DCGSSBOY|DCGSSGIRL)$/

/** Reads one line, or says why it is none to pack. */
export function readLine(line: number, fields: CsvRecord['fields']): Result<ReadLine, SkipReason> {
  const orderNumber = fields.InvoiceNo
  if (/^C/i.test(orderNumber)) return fail('cancellation')
  if (!/^[0-9A-Za-z][\w-]{0,19}$/.test(orderNumber)) return fail('order-number-unusable')
  const sku = fields.StockCode.toUpperCase()
  if (notGoods.test(sku)) return fail('not-goods')
  if (!/^[0-9A-Z][\w.-]{0,31}$/.test(sku)) return fail('stock-code-unusable')
  if (!/^-?\d{1,9}$/.test(fields.Quantity)) return fail('quantity-unusable')
  const quantity = Number(fields.Quantity)
  if (quantity <= 0) return fail('quantity-not-positive')
  const orderedAt = readDate(fields.InvoiceDate)
  if (!orderedAt) return fail('date-unusable')
  const name = fields.Description === '' ? sku : fields.Description.slice(0, 2_000)
  const customer = fields.CustomerID.slice(0, 20)
  return succeed({ line, orderNumber, sku, name, quantity, orderedAt, customer })
}

/** Reads `12/1/10 8:26`, `12/1/2010 8:26` or `2010-12-01 08:26[:00]`. */
function readDate(text: string): Date | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4}) (\d{1,2}):(\d{2})$/.exec(text)
  if (american) {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = american.slice(1).map(Number)
    return dateOf(year < 100 ? 2_000 + year : year, month, day, hour, minute)
  }
  const international = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(:\d{2})?$/.exec(text)
  if (!international) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = international.slice(1, 6).map(Number)
  return dateOf(year, month, day, hour, minute)
}

/** Null for a date that the calendar does not have: `Date` would make another one of it. */
function dateOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute))
  const isThatDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return year >= 1_970 && isThatDay && hour < 24 && minute < 60 ? date : null
}
