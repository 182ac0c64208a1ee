import {
  changesLine,
  snapshotLine,
  type ChangesLine,
  type SnapshotLine,
} from '../../../shared/protocol/feed.ts'
import { jsonOf } from './centre-fault.ts'

type SnapshotHead = Extract<SnapshotLine, { kind: 'snapshot' }>
type PageHead = Extract<ChangesLine, { kind: 'page' }>

/** No head or end line is longer. */
const longestHead = 1_000

/** Reads the first line of a snapshot; null for anything else. */
export function snapshotHead(line: Buffer): SnapshotHead | null {
  if (line.length > longestHead) return null
  const parsed = snapshotLine.safeParse(jsonOf(line.toString('utf8')))
  return parsed.success && parsed.data.kind === 'snapshot' ? parsed.data : null
}

/** Rows that the last line of a snapshot counts; null for anything else. */
export function snapshotEnd(line: Buffer): number | null {
  if (line.length > longestHead) return null
  const parsed = snapshotLine.safeParse(jsonOf(line.toString('utf8')))
  return parsed.success && parsed.data.kind === 'end' ? parsed.data.rows : null
}

/** Reads the first line of a page of changes; null for anything else. */
export function pageLine(line: Buffer): PageHead | null {
  if (!startsWith(line, '{"kind":"page"')) return null
  const parsed = changesLine.safeParse(jsonOf(line.toString('utf8')))
  return parsed.success && parsed.data.kind === 'page' ? parsed.data : null
}

/** Where the last line of a page of changes says that it ends; null for anything else. */
export function endLine(line: Buffer): number | null {
  if (!startsWith(line, '{"kind":"end"')) return null
  const parsed = changesLine.safeParse(jsonOf(line.toString('utf8')))
  return parsed.success && parsed.data.kind === 'end' ? parsed.data.to : null
}

/** Spares the parsing of thousands of lines that are something else. */
function startsWith(line: Buffer, text: string): boolean {
  return line.length <= longestHead && line.toString('latin1', 0, text.length) === text
}
