import { expect, test } from 'vitest'
import { stepAfterAnswer } from '../../electron/main/centre/push-step.ts'
import { fail, succeed } from '../../shared/domain/result.ts'
import { genesisHash, type JournalFrame } from '../../shared/protocol/frame.ts'

const at = '2026-11-24T08:00:00.000Z'
const frame: JournalFrame = {
  ...{ epoch: 'e', seq: 1, prev: genesisHash, at, type: 'x', v: 1 },
  body: {},
}
const batch = { epoch: 'e', firstSeq: 1, prev: genesisHash, events: [frame] }
const place = { epoch: 'e', lastSeq: 3, hasRewound: false }
const response = { epoch: 'e', ackedSeq: 1, feedEpoch: 'f', feedSeq: 1, outcomes: [] }

test('an answer about something else than what was sent advances nothing', () => {
  const step = (change: object): string =>
    stepAfterAnswer(succeed({ ...response, ...change }), batch, place).kind
  expect(step({})).toBe('advance')
  expect(step({ epoch: 'other' })).toBe('wait')
  expect(step({ ackedSeq: 0 })).toBe('wait')
  expect(step({ ackedSeq: 4 })).toBe('stop')
})

test('a centre that holds a copy’s frames under later numbers acknowledges only what it has compared', () => {
  const step = stepAfterAnswer(succeed({ ...response, ackedSeq: 3 }), batch, place)
  expect(step).toMatchObject({ kind: 'advance', response: { ackedSeq: 1 } })
})

test('a proxy that turns even one frame away as too large does not end the pushing for good', () => {
  const refused = {
    kind: 'refused',
    status: 413,
    code: 'too-large',
    message: 'm',
    remedy: 'r',
  } as const
  const step = stepAfterAnswer(fail({ ...refused, expected: null }), batch, place)
  expect(step).toEqual({ kind: 'wait', detail: 'm r', refusal: 'too-large' })
})
