import { z } from 'zod'
import type { Cursor } from '../../../shared/protocol/feed.ts'
import type { Disk } from '../journal/disk.ts'
import {
  ArchiveDamage,
  readChangeLines,
  readRows,
  wholeLines,
  type ArchiveManifest,
  type RowWriter,
} from './archive-files.ts'
import { jsonOf } from './centre-fault.ts'
import { endLine, pageLine } from './feed-lines.ts'

/** How far whole, contiguous pages behind a snapshot reach, and how many bytes of the file they take. */
export interface PagesReach {
  readonly cursor: Cursor
  readonly bytes: number
}

/** Follows the pages behind a snapshot up to the first that is torn or does not join on. */
export async function followPages(disk: Disk, manifest: ArchiveManifest): Promise<PagesReach> {
  let reach: PagesReach = { cursor: manifest.cursor, bytes: 0 }
  let offset = 0
  let lines = 0
  let page: ReturnType<typeof pageLine> = null
  for await (const line of readChangeLines(disk, manifest.generation)) {
    offset += line.length + 1
    if (!page) {
      page = pageLine(line)
      lines = 0
      if (page?.from !== reach.cursor.seq || page.feedEpoch !== reach.cursor.feedEpoch) break
    } else if (lines < page.to - page.from) {
      lines += 1
    } else {
      if (endLine(line) !== page.to) break
      reach = { cursor: { ...reach.cursor, seq: page.to }, bytes: offset }
      page = null
    }
  }
  return reach
}

const foldable = z.object({
  entity: z.string(),
  key: z.string(),
  rev: z.number(),
  row: z.unknown(),
})
const rowLine = z.object({ kind: z.literal('row'), change: foldable })
const changeLine = z.object({ kind: z.literal('change'), change: foldable.nullable() })

/** The newest version of a row; null = it was deleted. */
interface Newest {
  readonly rev: number
  readonly line: Buffer | null
}

/**
 * Writes a snapshot's rows with the changes behind it folded in: the newest version of every row, deleted rows left out.
 * @returns how many rows were written
 */
export async function foldRows(
  disk: Disk,
  manifest: ArchiveManifest,
  changesBytes: number,
  writer: RowWriter,
): Promise<number> {
  const changed = await newestChanges(disk, manifest.generation, changesBytes)
  let rows = 0
  for await (const line of wholeLines(readRows(disk, manifest.generation))) {
    const parsed = rowLine.safeParse(jsonOf(line.toString('utf8')))
    if (!parsed.success) throw new ArchiveDamage('a row is damaged')
    const { entity, key, rev } = parsed.data.change
    const newer = changed.get(`${entity} ${key}`)
    if (newer && newer.rev > rev) continue
    if (newer) changed.delete(`${entity} ${key}`)
    await writer.add(Buffer.concat([line, newline]))
    rows += 1
  }
  for (const { line } of changed.values()) {
    if (!line) continue
    await writer.add(line)
    rows += 1
  }
  return rows
}

async function newestChanges(
  disk: Disk,
  generation: number,
  changesBytes: number,
): Promise<Map<string, Newest>> {
  const newest = new Map<string, Newest>()
  let offset = 0
  for await (const line of readChangeLines(disk, generation)) {
    offset += line.length + 1
    if (offset > changesBytes) break
    if (pageLine(line) || endLine(line) !== null) continue
    const parsed = changeLine.safeParse(jsonOf(line.toString('utf8')))
    if (!parsed.success) throw new ArchiveDamage('a change is damaged')
    const { change } = parsed.data
    if (!change) continue
    const name = `${change.entity} ${change.key}`
    if ((newest.get(name)?.rev ?? 0) >= change.rev) continue
    const text = `${JSON.stringify({ kind: 'row', change })}\n`
    newest.set(name, { rev: change.rev, line: change.row === null ? null : Buffer.from(text) })
  }
  return newest
}

const newline = Buffer.from('\n')
