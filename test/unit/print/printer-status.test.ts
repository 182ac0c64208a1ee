import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StatusQuestion } from '../../../electron/main/print/status/condition.ts'
import { cpclStatus } from '../../../electron/main/print/status/cpcl-status.ts'
import { escposStatus } from '../../../electron/main/print/status/escpos-status.ts'
import { tsplStatus } from '../../../electron/main/print/status/tspl-status.ts'
import { zplStatus } from '../../../electron/main/print/status/zpl-status.ts'

/** Three frames of `~HS` as the Zebra manual shows them, with some fields changed. */
function hostStatus(first: Record<number, string> = {}, second: Record<number, string> = {}) {
  const one = '030,0,0,1245,000,0,0,0,000,0,0,0'.split(',')
  const two = '001,0,0,0,1,2,4,0,00000000,1,000'.split(',')
  for (const [at, field] of Object.entries(first)) one[Number(at)] = field
  for (const [at, field] of Object.entries(second)) two[Number(at)] = field
  const frames = [one.join(), two.join(), '1234,0']
  return Buffer.from(frames.map((frame) => `\x02${frame}\x03\r\n`).join(''), 'latin1')
}

const read = ({ read: readAnswer }: StatusQuestion, bytes: Uint8Array) => readAnswer(bytes)
const faultsOf = (question: StatusQuestion, bytes: Uint8Array) => {
  const condition = read(question, bytes)
  return condition?.kind === 'fault' ? condition.faults : condition
}
const well = { kind: 'ready', isBusy: false, isPaperLow: false }

describe('a Zebra that says what it lacks', () => {
  test.each([
    ['paper-out', hostStatus({ 1: '1' })],
    ['paused', hostStatus({ 2: '1' })],
    ['memory-full', hostStatus({ 5: '1' })],
    ['too-hot', hostStatus({ 11: '1' })],
    ['head-open', hostStatus({}, { 2: '1' })],
    ['ribbon-out', hostStatus({}, { 3: '1' })],
  ])('is understood: %s', (fault, answer) => {
    expect(faultsOf(zplStatus, answer)).toEqual([fault])
  })

  test('is busy while a format waits or labels of a batch are left', () => {
    expect(read(zplStatus, hostStatus())).toEqual(well)
    expect(read(zplStatus, hostStatus({ 4: '002' }))).toMatchObject({ isBusy: true })
    expect(read(zplStatus, hostStatus({}, { 8: '00000003' }))).toMatchObject({ isBusy: true })
  })
})

describe('a TSPL printer', () => {
  test.each([
    ['head-open', 0x01],
    ['paper-jam', 0x02],
    ['paper-out', 0x04],
    ['ribbon-out', 0x08],
    ['paused', 0x10],
    ['too-hot', 0x80],
  ])('is understood: %s', (fault, byte) => {
    expect(faultsOf(tsplStatus, Uint8Array.of(byte))).toEqual([fault])
  })

  test('tells two faults at once, and that it prints', () => {
    expect(faultsOf(tsplStatus, Uint8Array.of(0x05))).toEqual(['head-open', 'paper-out'])
    expect(read(tsplStatus, Uint8Array.of(0x20))).toEqual({ ...well, isBusy: true })
    expect(read(tsplStatus, Uint8Array.of(0))).toEqual(well)
  })
})

describe('an ESC/POS printer', () => {
  const answer = (...bytes: number[]) => Uint8Array.from(bytes)
  test.each([
    ['head-open', answer(0x1a, 0x16, 0x12, 0x12)],
    ['paper-out', answer(0x1a, 0x32, 0x12, 0x72)],
    ['cutter-fault', answer(0x1a, 0x52, 0x1a, 0x12)],
    ['needs-service', answer(0x1a, 0x52, 0x32, 0x12)],
  ])('is understood: %s', (fault, bytes) => {
    expect(faultsOf(escposStatus, bytes)).toEqual([fault])
  })

  test('says that little paper is left without stopping anything', () => {
    expect(read(escposStatus, answer(0x12, 0x12, 0x12, 0x1e))).toMatchObject({ isPaperLow: true })
  })

  test('that is offline for no reason it tells is not taken for ready', () => {
    expect(read(escposStatus, answer(0x1a, 0x12, 0x12, 0x12))).toMatchObject({ kind: 'unknown' })
  })

  test('that sends its status by itself in between is read all the same', () => {
    const unasked = [0x14, 0x00, 0x00, 0x0f]
    const mixed = answer(0x12, ...unasked, 0x12, 0x12, ...unasked, 0x12)
    expect(read(escposStatus, mixed)).toEqual(well)
  })
})

test('a CPCL printer without paper or with an open latch is no printer to send a label to', () => {
  expect(faultsOf(cpclStatus, Uint8Array.of(0x02))).toEqual(['paper-out'])
  expect(faultsOf(cpclStatus, Uint8Array.of(0x04))).toEqual(['head-open'])
  expect(read(cpclStatus, Uint8Array.of(0))).toEqual(well)
})

describe.each([
  ['zpl', zplStatus, hostStatus()],
  ['escpos', escposStatus, Uint8Array.of(0x12, 0x12, 0x12, 0x12)],
] as const)('half an answer of %s', (_name, question, whole) => {
  test('is never taken for a whole one, wherever it is torn', () => {
    for (let length = 0; length < whole.length - 3; length += 1)
      expect(read(question, whole.subarray(0, length))).toBeNull()
    expect(read(question, whole)).toEqual(well)
  })
})

test('noise is never read as a Zebra that is ready', () => {
  const noise = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(noise, (bytes) => {
      expect(read(zplStatus, bytes)?.kind).not.toBe('ready')
    }),
    { numRuns: 500 },
  )
})
