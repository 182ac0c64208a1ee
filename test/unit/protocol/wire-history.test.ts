import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { wireText } from '../../../shared/protocol/endpoints.ts'
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
