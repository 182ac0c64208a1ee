import { bucketOf, entityOfBucket } from '../../shared/domain/row-sum.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import type { Database } from '../database/tables.ts'
import {
  HistoryForgotten,
  readDocuments,
  readRowsAsOf,
  type RowPlace,
  type RowVersion,
} from './as-of.ts'
import { feedRowText } from './changes.ts'

/** Keys looked through in one go. */
const pageSize = 10_000

/**
 * The rows of one bucket at one place of the feed, as `snapshotLine` NDJSON. It looks through all rows of the bucket's
 * kind, because nobody asks for a bucket unless something is wrong.
 */
export async function bucketText(
  database: Database,
  cursor: Cursor,
  bucket: number,
): Promise<string> {
  const entity = entityOfBucket(bucket)
  const rows: RowVersion[] = []
  let after: RowPlace | null = { entity, key: '' }
  while (after) {
    const page = await readRowsAsOf(database, cursor, after, pageSize, 'names')
    const own = page.rows.filter((row) => row.entity === entity && bucketOf(row) === bucket)
    rows.push(...own)
    after = page.next?.entity === entity ? page.next : null
  }
  const seqs = rows.map((row) => row.seq)
  const documents = await readDocuments(database, cursor.warehouse, seqs)
  const lines = rows.map((row) => {
    const document = documents.get(row.seq)
    if (document === undefined) throw new HistoryForgotten(`No version ${String(row.seq)}`)
    return `{"kind":"row","change":${feedRowText({ ...row, document })}}\n`
  })
  const head = JSON.stringify({ kind: 'snapshot', cursor, rows: rows.length })
  const end = JSON.stringify({ kind: 'end', rows: rows.length })
  return `${head}\n${lines.join('')}${end}\n`
}
