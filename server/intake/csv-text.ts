import { CsvError, parse, type InfoRecord } from 'csv-parse/sync'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'

/** The columns of an order file, as *Online Retail* has them. */
export const orderColumns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
export type OrderColumn = (typeof orderColumns)[number]

/** One data line of an order file: its line number, counted from 1 as an editor counts, and its fields, trimmed. */
export interface CsvRecord {
  readonly line: number
  readonly fields: Readonly<Record<OrderColumn, string>>
  /** The line as it reads, for reports. */
  readonly text: string
}

/** Reads an order file as a whole. Anything that makes the reading of a line uncertain refuses the file. */
export function readOrderCsv(bytes: Uint8Array): Result<readonly CsvRecord[], ApiFailure> {
  const text = decode(bytes)
  if (!text.ok) return text
  const rows = parseRows(text.value)
  if (!rows.ok) return rows
  const [header, ...data] = rows.value
  const positions = findColumns(header?.record ?? [])
  if (!positions.ok) return positions
  return succeed(
    data.map(({ record, info }): CsvRecord => {
      const fields = Object.fromEntries(
        orderColumns.map((column) => [column, (record[positions.value[column]] ?? '').trim()]),
      )
      // Every column is in the list above, which the compiler cannot follow through `fromEntries`.
      return { line: info.lines, fields: fields as CsvRecord['fields'], text: record.join(',') }
    }),
  )
}

function decode(bytes: Uint8Array): Result<string, ApiFailure> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = decoder.decode(bytes)
    const nul = text.indexOf('\u0000')
    return nul < 0 ? succeed(text) : fail(notText(text.slice(0, nul), 'a byte 0'))
  } catch {
    return fail(notText(readablePart(bytes), 'a byte that is no UTF-8'))
  }
}

/** Everything before the first byte that is no UTF-8. The replacement sign itself may stand in the text, so bytes decide. */
function readablePart(bytes: Uint8Array): string {
  let good = 0
  let bad = bytes.length
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    try {
      // A sequence that is cut off by the end of the part is not wrong yet.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return new TextDecoder('utf-8').decode(bytes.subarray(0, good), { stream: true })
}

function notText(before: string, what: string): ApiFailure {
  const lines = before.split('\n')
  const line = lines.length
  const column = (lines.at(-1)?.length ?? 0) + 1
  return malformed(
    `there is ${what} in line ${String(line)}, column ${String(column)}`,
    'Save the file as "CSV UTF-8" and import it again.',
  )
}

interface ParsedRow {
  readonly record: readonly string[]
  readonly info: InfoRecord
}

function parseRows(text: string): Result<readonly ParsedRow[], ApiFailure> {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, max_record_size: 100_000 }
    // With `info` each item is a record and where it stands; the package's types know only the bare form.
    return succeed(parse(text, options) as unknown as ParsedRow[])
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail(malformed(causeOf(error), 'Correct that line and import the whole file again.'))
  }
}

function causeOf(error: CsvError): string {
  const line = `line ${String(error['lines'] ?? '?')}`
  const place =
    typeof error['column'] === 'number' ? `${line}, field ${String(error['column'] + 1)}` : line
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return `${line} has another number of fields than the header`
    case 'CSV_QUOTE_NOT_CLOSED':
      return `a quote that is opened in ${place} is never closed`
    case 'CSV_MAX_RECORD_SIZE':
      return `${line} is far too long; a quote before it may be unclosed`
    default:
      return `the quoting in ${place} is broken`
  }
}

function findColumns(
  header: readonly string[],
): Result<Readonly<Record<OrderColumn, number>>, ApiFailure> {
  const names = header.map((name) => name.trim())
  for (const column of orderColumns) {
    const times = names.filter((name) => name === column).length
    if (times === 1) continue
    const found = names.map((name) => name.slice(0, 40)).join(', ')
    const cause = times === 0 ? 'is missing' : 'stands there twice'
    return fail(
      malformed(
        `line 1, the header, is wrong: the column ${column} ${cause} (found: ${found})`,
        `The first line must name these columns, with commas: ${orderColumns.join(', ')}.`,
      ),
    )
  }
  const positions = orderColumns.map((column) => [column, names.indexOf(column)] as const)
  return succeed(Object.fromEntries(positions) as Record<OrderColumn, number>)
}

function malformed(cause: string, remedy: string): ApiFailure {
  return apiFailure(
    'malformed',
    `The order file cannot be read: ${cause}. Nothing was imported.`,
    remedy,
  )
}
