import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { OtherAnswers } from '../parts/bench-centre.ts'
import { send, textOf } from '../parts/http.ts'

/** One row as the peers are sent it. */
interface PeerRow {
  readonly id: string
  readonly entity: string
  readonly rev: number
  readonly row: unknown
}

const line = z.object({
  change: z.object({ entity: z.string(), key: z.string(), rev: z.number(), row: z.unknown() }),
})

/**
 * Answers what the pages and the peers ask for: files of the built pages, RxDB's pulls under `/rxdb`, and under `/couch` as much of
 * CouchDB's replication protocol as a reader needs (docs.couchdb.org, "Replication protocol").
 *
 * @param rowsPath the file of the snapshot rows that our own cache is sent
 */
export async function createPeerEndpoints(
  pageFolder: string,
  rowsPath: string,
): Promise<OtherAnswers> {
  const rows = await readRows(rowsPath)
  const couch = new CouchDatabase(rows)
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://centre')
    if (url.pathname.startsWith('/v1/')) return false
    if (url.pathname === '/rxdb') send(response, 200, pullOf(rows, url.searchParams))
    else if (url.pathname.startsWith('/couch')) await couch.answer(request, url, response)
    else await sendFile(pageFolder, url.pathname, response)
    return true
  }
}

async function readRows(path: string): Promise<readonly PeerRow[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((read) => read !== '')
    .map((read): PeerRow => {
      const { entity, key, rev, row } = line.parse(JSON.parse(read)).change
      return { id: `${entity} ${key}`, entity, rev, row }
    })
}

/** RxDB asks for so many documents behind a checkpoint of its own. */
function pullOf(rows: readonly PeerRow[], asked: URLSearchParams): unknown {
  const after = Number(asked.get('after'))
  const part = rows.slice(after, after + Number(asked.get('limit')))
  return {
    documents: part.map((row) => ({ ...row, _deleted: false })),
    checkpoint: { seq: after + part.length },
  }
}

const wanted = z.object({ docs: z.array(z.object({ id: z.string() })) })

/** A database that is only read from. Every document is in its first revision. */
class CouchDatabase {
  readonly #rows: readonly PeerRow[]
  readonly #byId: ReadonlyMap<string, PeerRow>

  constructor(rows: readonly PeerRow[]) {
    this.#rows = rows
    this.#byId = new Map(rows.map((row) => [row.id, row]))
  }

  async answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const path = url.pathname.slice('/couch'.length)
    if (path === '' || path === '/') return send(response, 200, this.#about())
    if (path === '/_changes') return send(response, 200, this.#changes(url.searchParams))
    const body: unknown = request.method === 'GET' ? null : JSON.parse(await textOf(request))
    if (path === '/_bulk_get') return send(response, 200, this.#documents(body))
    // Checkpoints are taken and forgotten.
    if (request.method === 'PUT') return send(response, 201, { ok: true, id: path, rev: '0-1' })
    send(response, 404, { error: 'not_found', reason: 'missing' })
  }

  #about(): unknown {
    const count = this.#rows.length
    return { db_name: 'couch', doc_count: count, update_seq: count, instance_start_time: '0' }
  }

  #changes(asked: URLSearchParams): unknown {
    const since = Number(asked.get('since') ?? 0)
    const part = this.#rows.slice(since, since + Number(asked.get('limit') ?? 25))
    const results = part.map(({ id }, index) => ({
      ...{ seq: since + index + 1, id },
      changes: [{ rev: `1-${revisionOf(id)}` }],
    }))
    return { results, last_seq: since + part.length }
  }

  #documents(body: unknown): unknown {
    const { docs } = wanted.parse(body)
    return {
      results: docs.map(({ id }) => {
        const { id: _same, ...content } = this.#byId.get(id) ?? { id }
        const revision = revisionOf(id)
        const _revisions = { start: 1, ids: [revision] }
        return { id, docs: [{ ok: { _id: id, _rev: `1-${revision}`, _revisions, ...content } }] }
      }),
    }
  }
}

function revisionOf(id: string): string {
  return createHash('md5').update(id).digest('hex')
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const content = await readFile(join(folder, path)).catch(() => null)
  if (!content) return send(response, 404, { error: 'no such page' })
  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
  response.end(content)
}
