import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createFrameReader,
  longestFrameBytes,
  resynchroniseAfterMs,
  type ScanFrame,
} from '../../../electron/main/devices/frame-reader.ts'
import {
  scannerFraming,
  type ScannerFraming,
} from '../../../electron/main/settings/scanner-settings.ts'
import { heldClock } from '../../fakes/serial-clock.ts'
import { saidBy } from '../../fakes/serial-recorder.ts'

function start(framing: Partial<ScannerFraming> = {}) {
  const clock = heldClock()
  const frames: ScanFrame[] = []
  const reader = createFrameReader(scannerFraming.parse(framing), clock, (frame) => {
    frames.push(frame)
  })
  const push = (text: string) => {
    reader.push(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  }
  return { clock, frames, reader, push, said: () => frames.map(saidBy) }
}

describe('ends of frames', () => {
  test.each([
    ['auto', 'A\rB\nC\x03D', ['A', 'B', 'C']],
    ['cr', 'A\rB\nC\rD', ['A', 'B\nC']],
    ['lf', 'A\nB\rC\nD', ['A', 'B\rC']],
    ['etx', 'A\x03B\rC\x03D', ['A', 'B\rC']],
    ['crlf', 'A\r\nB\rC\nD\r\r\nE', ['A', 'B\rC\nD\r']],
    ['none', 'A\rB', []],
  ] as const)('suffix %s ends a frame at its own bytes only', (suffix, sent, wanted) => {
    const { push, said } = start({ suffix })
    push(sent)
    expect(said()).toEqual(wanted)
  })

  test('STX before a frame is taken off, and a frame of nothing else is dropped', () => {
    const { push, said } = start()
    push('\x02A\x03\x02\x03\x02\x02B\x03')
    expect(said()).toEqual(['A', 'B'])
  })

  test('STX within a frame means that an end was lost: told, not glued together', () => {
    const { push, said } = start({ suffix: 'etx' })
    push('HALF\x02WHOLE\x03')
    expect(said()).toEqual(['!not-text'])
  })

  test('byte count and times are those of the frame, its delimiters left out', () => {
    const { push, clock, frames } = start()
    push('\x02AB')
    clock.advance(40)
    push('C\r')
    expect(frames).toEqual([
      { text: 'ABC', aim: null, fault: null, byteCount: 3, startedMs: 1_000, endedMs: 1_040 },
    ])
  })
})

describe('noise', () => {
  test('the longest frame is read and one byte more is not', () => {
    const { push, said } = start()
    push(`${'x'.repeat(longestFrameBytes)}\r`)
    push(`${'x'.repeat(longestFrameBytes + 1)}\r`)
    expect(said()).toEqual(['x'.repeat(longestFrameBytes), '!frame-too-long'])
  })

  test('with suffix crlf the held CR does not push the longest frame over its cap', () => {
    const { push, said } = start({ suffix: 'crlf' })
    push(`${'x'.repeat(longestFrameBytes)}\r\n`)
    expect(said()).toEqual(['x'.repeat(longestFrameBytes)])
  })

  test('noise without an end does not swallow the first code after a silence', () => {
    const { push, said, clock } = start()
    push('x'.repeat(20_000))
    clock.advance(resynchroniseAfterMs - 1)
    push('x'.repeat(20_000))
    clock.advance(resynchroniseAfterMs)
    push('GOOD\r')
    expect(said()).toEqual(['!frame-too-long', 'GOOD'])
  })

  test('two runs of noise are two faults', () => {
    const { push, said } = start()
    push(`${'x'.repeat(10_000)}\r${'x'.repeat(10_000)}\rGOOD\r`)
    expect(said()).toEqual(['!frame-too-long', '!frame-too-long', 'GOOD'])
  })

  test.each(['\x00', '\x07', '\x1b', '\x7f', '\xff', '\xc3('])(
    'a byte that no code has (%j) makes the frame a fault',
    (noise) => {
      const { push, said } = start()
      push(`A${noise}B\r`)
      expect(said()).toEqual(['!not-text'])
    },
  )

  test('separators of two-dimensional codes are text', () => {
    const { push, said } = start()
    push('[)>\x1e05\x1d01069\x1c\x1f\t\x1e\x04\r')
    expect(said()).toEqual(['[)>\x1e05\x1d01069\x1c\x1f\t\x1e\x04'])
  })
})

describe('what is around the data', () => {
  test('prefix, then AIM identifier, are taken off in the order of the wire', () => {
    const { push, frames } = start({ prefix: '#1', aim: true })
    push('#1]E06901234567892\r]Q3X\r#1PLAIN\r')
    expect(frames.map(({ aim, text }) => [aim, text])).toEqual([
      ['E0', '6901234567892'],
      ['Q3', 'X'],
      [null, 'PLAIN'],
    ])
  })

  test('a bracket that begins no identifier is data', () => {
    const { push, frames } = start({ aim: true })
    push(']\r]1A\r]C\r')
    expect(frames.map(({ aim, text }) => [aim, text])).toEqual([
      [null, ']'],
      [null, ']1A'],
      [null, ']C'],
    ])
  })

  test('latin1 is one byte, one character, and not windows-1252', () => {
    const { push, said } = start({ charset: 'latin1' })
    push('\xe9\xff\r\x80\r')
    expect(said()).toEqual(['éÿ', '!not-text'])
  })

  test('GB18030 torn within a character is one character', () => {
    const { push, said } = start({ charset: 'gb18030' })
    push('\xce')
    push('\xc8\xb7')
    push('\xa2\r')
    expect(said()).toEqual(['稳发'])
  })
})

describe('suffix none', () => {
  test('silence ends a frame, a gap shorter than that does not', () => {
    const { push, said, clock } = start({ suffix: 'none', idleFlushMs: 50 })
    push('AB')
    clock.advance(49)
    push('CD')
    clock.advance(49)
    expect(said()).toEqual([])
    clock.advance(1)
    expect(said()).toEqual(['ABCD'])
  })

  test('a flush that comes late does not glue two codes together', () => {
    const clock = { ...heldClock(), schedule: () => () => undefined }
    let nowMs = 0
    const frames: ScanFrame[] = []
    const late = { ...clock, nowMs: () => nowMs }
    const framing = scannerFraming.parse({ suffix: 'none', idleFlushMs: 50 })
    const reader = createFrameReader(framing, late, (frame) => frames.push(frame))
    reader.push(Uint8Array.of(0x41))
    nowMs = 50
    reader.push(Uint8Array.of(0x42))
    expect(frames.map(saidBy)).toEqual(['A'])
  })

  test('a closed reader forgets its half frame and its timer', () => {
    const { push, said, clock, reader } = start({ suffix: 'none' })
    push('HALF')
    reader.close()
    clock.advance(1_000)
    expect(said()).toEqual([])
  })
})

describe('splits', () => {
  const interesting = fc.constantFrom(0x02, 0x03, 0x0a, 0x0d, 0x1d, 0x41, 0x5d, 0x45, 0xce, 0xc8)
  const stream = fc.array(fc.oneof({ weight: 4, arbitrary: interesting }, fc.nat(255)), {
    maxLength: 200,
  })
  const longRun = fc
    .tuple(fc.integer({ min: 4_000, max: 5_000 }), stream)
    .map(([length, rest]) => [...new Array<number>(length).fill(0x41), ...rest])
  const framing = fc.record({
    suffix: fc.constantFrom('auto', 'cr', 'lf', 'crlf', 'etx', 'none'),
    charset: fc.constantFrom('utf8', 'latin1', 'gb18030'),
    aim: fc.boolean(),
    prefix: fc.constantFrom('', 'A'),
  })

  test('however a stream of bytes is split into reads, the scans are the same', () => {
    const bytes = fc.oneof({ weight: 5, arbitrary: stream }, longRun)
    const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 7 }))
    fc.assert(
      fc.property(framing, bytes, sizes, (settings, sent, split) => {
        const whole = start(settings)
        whole.reader.push(Uint8Array.from(sent))
        const torn = start(settings)
        for (let from = 0; from < sent.length;) {
          const { value: size } = split.next()
          torn.reader.push(Uint8Array.from(sent.slice(from, from + size)))
          from += size
        }
        whole.clock.advance(1_000)
        torn.clock.advance(1_000)
        expect(torn.frames).toEqual(whole.frames)
      }),
      { numRuns: 300 },
    )
  })
})
