import { fail, succeed, type Result } from '../../../shared/domain/result.ts'

/** Why a text holds no rows. `detail` is the place or the name that is wrong. */
export interface RowsFault {
  readonly code: 'not-json' | 'no-rows' | 'too-many-cells'
  readonly detail: string
}

/**
 * Reads what a person typed or pasted as rows of data: JSON, one object or a list of them; or cells out of a spreadsheet, divided by
 * tabs, whose first line names the fields.
 *
 * @param sample a row as the template wants it: a field that is a number there is read as one
 */
export function readRows(
  text: string,
  sample: Readonly<Record<string, unknown>>,
): Result<readonly unknown[], RowsFault> {
  const trimmed = text.trim()
  if (trimmed === '') return fail({ code: 'no-rows', detail: '' })
  return /^[[{]/.test(trimmed) ? rowsOfJson(trimmed) : rowsOfCells(text, sample)
}

function rowsOfJson(text: string): Result<readonly unknown[], RowsFault> {
  try {
    const json: unknown = JSON.parse(text)
    const rows = Array.isArray(json) ? (json as readonly unknown[]) : [json]
    return rows.length > 0 ? succeed(rows) : fail({ code: 'no-rows', detail: '' })
  } catch (error) {
    return fail({ code: 'not-json', detail: error instanceof Error ? error.message : '' })
  }
}

function rowsOfCells(
  text: string,
  sample: Readonly<Record<string, unknown>>,
): Result<readonly unknown[], RowsFault> {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const names = head.split('\t').map((name) => name.trim())
  if (lines.length === 0) return fail({ code: 'no-rows', detail: '' })
  const rows: Record<string, unknown>[] = []
  for (const [index, line] of lines.entries()) {
    const cells = line.split('\t')
    if (cells.length > names.length)
      return fail({ code: 'too-many-cells', detail: String(index + 2) })
    const filled = names.flatMap((name, column) => {
      const cell = cells[column]?.trim() ?? ''
      return cell === '' ? [] : [[name, valueOf(cell, sample[name])] as const]
    })
    rows.push(Object.fromEntries(filled))
  }
  return succeed(rows)
}

function valueOf(cell: string, like: unknown): unknown {
  const number = Number(cell)
  return typeof like === 'number' && Number.isFinite(number) ? number : cell
}

/** The rows of a template before anybody has written any: one line of cells where its data are flat, its sample otherwise. */
export function rowsToBegin(sample: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(sample)
  const isFlat = fields.every(
    ([, value]) =>
      typeof value === 'number' || (typeof value === 'string' && !/[\t\n]/.test(value)),
  )
  if (!isFlat) return JSON.stringify([sample], null, 2)
  const names = fields.map(([name]) => name).join('\t')
  return `${names}\n${fields.map(([, value]) => String(value)).join('\t')}`
}
