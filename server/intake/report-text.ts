import type { ImportReport } from './import-orders.ts'
import type { SkipReason } from './read-line.ts'

const reasonTexts: Readonly<Record<SkipReason, string>> = {
  cancellation: 'a cancellation (InvoiceNo begins with C)',
  'not-goods': 'no goods (postage, fee, discount, voucher …)',
  'order-number-unusable': 'InvoiceNo is empty or holds unusual signs',
  'stock-code-unusable': 'StockCode is empty or holds unusual signs',
  'quantity-unusable': 'Quantity is no whole number',
  'quantity-not-positive': 'Quantity is zero or less',
  'date-unusable': 'InvoiceDate is no date (expected 12/31/10 8:26 or 2010-12-31 08:26)',
  'order-too-large': 'more lines or units than an order can have',
}

/** The report of an import as a person reads it: what was done, then every line that was merged or skipped. */
export function describeImport(report: ImportReport): string {
  const { linesMerged, linesSkipped, ordersDiffering } = report
  return [
    `Read ${String(report.linesRead)} lines.`,
    `Orders:   ${String(report.ordersCreated)} created, ${String(report.ordersUnchanged)} known already.`,
    `Products: ${String(report.productsCreated)} created, ${String(report.productsUnchanged)} known already.`,
    ...heading(linesMerged.length, 'merged into an earlier line with the same goods'),
    ...linesMerged.map(
      ({ line, intoLine, text }) => `  line ${String(line)} into line ${String(intoLine)}: ${text}`,
    ),
    ...heading(linesSkipped.length, 'skipped'),
    ...linesSkipped.map(
      ({ line, reason, text }) => `  line ${String(line)}: ${reasonTexts[reason]}: ${text}`,
    ),
    ...ordersDiffering.map(
      (number) =>
        `Order ${number} is known with other lines; it was left as it is. Please check it.`,
    ),
  ].join('\n')
}

function heading(count: number, what: string): readonly string[] {
  if (count === 0) return []
  return [`${String(count)} ${count === 1 ? 'line was' : 'lines were'} ${what}:`]
}
