import type { Contact } from '../../shared/domain/order.ts'
import { canonicalCode, gtinCheckDigit } from '../../shared/domain/product.ts'
import { stableChoice, stableNumber } from '../orders/stable-hash.ts'

// Order files carry neither addresses nor barcodes, bins or weights. What is invented here is always the same for the
// same key, so that a second import finds what the first one made.

const regions = [
  '浙江省 杭州市 样例区',
  '广东省 深圳市 样例区',
  '江苏省 苏州市 样例区',
  '四川省 成都市 样例区',
  '湖北省 武汉市 样例区',
  '北京市 样例区',
  '上海市 样例区',
  '山东省 青岛市 样例区',
] as const

const streets = ['虚构路', '示例大道', '测试街', '样品巷'] as const

/** An address that nobody lives at, for an order that came without one. */
export function inventedRecipient(orderNumber: string, customer: string): Contact {
  const house = 1 + stableNumber(`house ${orderNumber}`, 899)
  const phoneEnd = String(stableNumber(`phone ${orderNumber}`, 10_000)).padStart(4, '0')
  return {
    name: customer === '' ? '虚构收件人' : `虚构收件人${customer.slice(-3)}`,
    phone: `138****${phoneEnd}`,
    region: stableChoice(`region ${orderNumber}`, regions),
    street: `${stableChoice(`street ${orderNumber}`, streets)}${String(house)}号（虚构地址）`,
  }
}

/** Where goods lie, for goods that came without a bin. */
export function inventedBin(sku: string): string {
  const aisle = stableChoice(`aisle ${sku}`, ['A', 'B', 'C', 'D', 'E', 'F'])
  const rack = 1 + stableNumber(`rack ${sku}`, 12)
  const shelf = 1 + stableNumber(`shelf ${sku}`, 40)
  return `${aisle}-${String(rack).padStart(2, '0')}-${String(shelf).padStart(2, '0')}`
}

/** Weight of one unit in grams, for goods that came without one. */
export function inventedWeightGrams(sku: string): number {
  return 20 + stableNumber(`weight ${sku}`, 98) * 10
}

/**
 * The n-th EAN-13 that may stand for a stock code. Prefix 2 is for a company's internal use (GS1 General Specifications
 * 1.4.5), so none of them is anybody's real number. In the form in which codes are compared.
 */
export function inventedBarcode(sku: string, attempt: number): string {
  const salt = attempt === 0 ? '' : ` ${String(attempt)}`
  const digits = `2${String(stableNumber(`barcode ${sku}${salt}`, 1e11)).padStart(11, '0')}`
  return canonicalCode(`${digits}${String(gtinCheckDigit(digits))}`)
}
