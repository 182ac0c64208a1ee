import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endpoints, wireText } from '../../../shared/protocol/endpoints.ts'
import {
  protocolVersion,
  supportedProtocolVersions,
  wireHistory,
} from '../../../shared/protocol/version.ts'

test('a change of the wire that nobody wrote down is caught', () => {
  const schemas = createHash('sha256').update(wireText()).digest('hex')
  const advice =
    'The schemas in shared/protocol are others than the newest step of wireHistory (shared/protocol/version.ts) ' +
    `says. Add a step with schemas: '${schemas}', and raise protocolVersion if an older side would misread them.`
  expect(wireHistory.at(-1)?.schemas, advice).toBe(schemas)
})

test('the newest step is the version that is spoken, and versions only grow', () => {
  expect(wireHistory.at(-1)?.version).toBe(protocolVersion)
  expect(supportedProtocolVersions).toContain(protocolVersion)
  const versions = wireHistory.map(({ version }) => version)
  expect(versions).toEqual([...versions].sort((one, other) => one - other))
})

/** Every path that the centre registers, as OpenAPI writes it. */
function registeredPaths(): readonly string[] {
  const folder = join(import.meta.dirname, '../../../server')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => name.endsWith('.ts'))
  const texts = sources.map((name) => readFileSync(join(folder, name), 'utf8'))
  const found = texts.flatMap((text) => [...text.matchAll(/['`](\/v1\/[^'`?\s]*)['`]/g)])
  return found.map(([, path]) =>
    (path ?? '').replace(/\$\{name\}/, '{change}').replaceAll(/:(\w+)/g, '{$1}'),
  )
}

test('a route that the OpenAPI document does not name is caught', () => {
  const named = new Set(endpoints.map(({ path }) => path))
  const unnamed = new Set(registeredPaths().filter((path) => !named.has(path)))
  unnamed.delete('/v1/openapi.json')
  expect([...unnamed]).toEqual([])
  expect(registeredPaths().length).toBeGreaterThan(10)
})
