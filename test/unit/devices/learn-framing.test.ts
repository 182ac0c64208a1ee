import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { createFrameReader, type ScanFrame } from '../../../electron/main/devices/frame-reader.ts'
import {
  fewestReads,
  learnFraming,
  type TrialBytes,
} from '../../../electron/main/devices/trial/learn-framing.ts'
import {
  scannerFraming,
  type ScannerFraming,
} from '../../../electron/main/settings/scanner-settings.ts'
import { testCodeTexts } from '../../../shared/domain/test-codes.ts'
import { heldClock } from '../../fakes/serial-clock.ts'

const present = scannerFraming.parse({})
const run = (text: string, longestGapMs = 5): TrialBytes => ({
  bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)),
  longestGapMs,
})
const learn = (texts: readonly string[], from: ScannerFraming = present) =>
  learnFraming(
    texts.map((text) => run(text)),
    from,
  )

describe('the end of a code', () => {
  test.each([
    ['\r', 'cr', 'cr'],
    ['\n', 'lf', 'lf'],
    ['\r\n', 'crlf', 'crlf'],
    ['\x03', 'etx', 'etx'],
    ['', 'silence', 'none'],
  ])('that ends with %j and is learnt as something else', (end, ended, suffix) => {
    const { ended: learnt, proposal } = learn([`A1${end}`, `B2${end}`, `C3${end}`])
    expect([learnt, proposal?.suffix]).toEqual([ended, suffix])
  })

  test('taken for granted after too few reads', () => {
    const reads = ['A\r', 'B\r', 'C\r'].slice(0, fewestReads - 1)
    expect(learn(reads)).toMatchObject({ ended: null, proposal: null })
  })

  test('proposed though the reads end in different ways', () => {
    expect(learn(['A\r', 'B\r', 'C\x03'])).toMatchObject({ ended: 'different', proposal: null })
  })

  test('counted from line noise that holds no code', () => {
    expect(learn(['\r', '\x02\x03', '\r\n'])).toMatchObject({ reads: 0, ended: null })
  })

  test('silence that is shorter than the pauses of the scanner itself', () => {
    const slow = ['AB', 'CD', 'EF'].map((text) => run(text, 90))
    expect(learnFraming(slow, present).proposal?.idleFlushMs).toBe(180)
  })
})

describe('what is around the data', () => {
  test('codes that happen to begin alike, taken for a prefix', () => {
    expect(learn(['690001\r', '690002\r', '690003\r']).proposal?.prefix).toBe('')
  })

  test('a prefix before AIM identifiers', () => {
    const { proposal, identified } = learn(['#1]C0AB\r', '#1]E06901234567892\r', '#1]Q1CD\r'])
    expect([proposal?.prefix, proposal?.aim, identified]).toEqual(['#1', true, 3])
  })

  test('a prefix without identifiers, known by a test code', () => {
    const { proposal } = learn([`*${testCodeTexts.code128}\r`, '*AB\r', '*CD\r'])
    expect([proposal?.prefix, proposal?.aim]).toEqual(['*', false])
  })

  test('a prefix in the settings that the scanner does not send any more', () => {
    const reads = [`${testCodeTexts.code128}\r`, 'AB\r', 'CD\r']
    expect(learn(reads, { ...present, prefix: '*' }).proposal?.prefix).toBe('')
  })
})

describe('the charset', () => {
  const chinese = ['稳发仓库', '货架甲', testCodeTexts.qr]
  test.each(['utf8', 'gb18030'] as const)('Chinese in %s', (charset) => {
    const runs = chinese.map((text) => ({
      bytes: new Uint8Array(iconv.encode(`${text}\r`, charset)),
      longestGapMs: 1,
    }))
    for (const from of ['utf8', 'gb18030', 'latin1'] as const)
      expect(learnFraming(runs, { ...present, charset: from }).proposal?.charset).toBe(charset)
  })

  test('changed though nothing beyond ASCII came', () => {
    const { proposal } = learn(['A\r', 'B\r', 'C\r'], { ...present, charset: 'gb18030' })
    expect(proposal?.charset).toBe('gb18030')
  })
})

test('settings that were learnt and read anything else than what was scanned', () => {
  const ends = { cr: '\r', lf: '\n', crlf: '\r\n', etx: '\x03', none: '' }
  const wire = fc.record({
    suffix: fc.constantFrom('cr', 'lf', 'crlf', 'etx', 'none'),
    charset: fc.constantFrom('utf8', 'gb18030'),
    prefix: fc.constantFrom('', '#', 'S1-'),
    aim: fc.boolean(),
    stx: fc.boolean(),
  })
  const code = fc.stringMatching(/^[A-Z0-9][A-Za-z0-9 -]{0,20}$/)
  const codes = fc.array(fc.oneof(code, fc.constantFrom('稳发 A-1', 'GS\x1dEND')), {
    minLength: fewestReads,
    maxLength: 8,
  })
  fc.assert(
    fc.property(wire, codes, ({ suffix, charset, prefix, aim, stx }, plain) => {
      // A test code among them tells prefix and charset from codes.
      const all = [testCodeTexts.qr, ...plain]
      const sent = all.map((text) => {
        const data = `${stx ? '\x02' : ''}${prefix}${aim ? ']Q1' : ''}${text}${ends[suffix]}`
        return new Uint8Array(iconv.encode(data, charset))
      })
      const { proposal } = learnFraming(
        sent.map((bytes) => ({ bytes, longestGapMs: 12 })),
        present,
      )
      if (!proposal) throw new Error('nothing was learnt')
      const frames: ScanFrame[] = []
      const clock = heldClock()
      const reader = createFrameReader(proposal, clock, (frame) => frames.push(frame))
      for (const bytes of sent) {
        reader.push(bytes)
        clock.advance(1_000)
      }
      expect(frames.map(({ text, aim: identifier }) => [text, identifier])).toEqual(
        all.map((text) => [text, aim ? 'Q1' : null]),
      )
    }),
    { numRuns: 300 },
  )
})
