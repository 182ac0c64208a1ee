import { describe, expect, test } from 'vitest'
import { createFrameReader } from '../../../electron/main/devices/frame-reader.ts'
import {
  createScannerTrial,
  readEndsAfterMs,
} from '../../../electron/main/devices/trial/scanner-trial.ts'
import {
  scannerFraming,
  type ScannerFraming,
} from '../../../electron/main/settings/scanner-settings.ts'
import { testCodeTexts } from '../../../shared/domain/test-codes.ts'
import { heldClock } from '../../fakes/serial-clock.ts'

/** A trial on the other side of the frame reader that the bench would use. */
function start(framing: Partial<ScannerFraming> = {}) {
  const clock = heldClock()
  const settings = scannerFraming.parse(framing)
  const trial = createScannerTrial({
    ...{ scannerId: 'hand', path: '', framing: settings, clock, onChanged: () => undefined },
    health: { code: 'ok', detail: '' },
  })
  const reader = createFrameReader(settings, clock, trial.onFrame)
  const push = (text: string): void => {
    const bytes = Buffer.from(text, 'latin1')
    trial.onBytes(bytes)
    reader.push(bytes)
  }
  const read = (text: string): void => {
    push(text)
    clock.advance(readEndsAfterMs)
  }
  const newest = () => trial.state().reads[0]
  return { clock, push, read, newest, state: trial.state }
}

describe('one pull of the trigger', () => {
  test('that a slow line delivers in pieces, shown as several', () => {
    const { push, clock, newest, state } = start()
    push('AB')
    clock.advance(readEndsAfterMs - 1)
    push('C\r')
    clock.advance(1)
    push('\n')
    clock.advance(readEndsAfterMs)
    expect(state().reads.length).toBe(1)
    expect(newest()).toMatchObject({ byteCount: 5, isOver: true, codes: [{ text: 'ABC' }] })
  })

  test('that follows at once upon another, shown as one with it', () => {
    const { push, state } = start()
    push('A\r')
    push('B\r')
    expect(state().reads.map(({ codes }) => codes[0]?.text)).toEqual(['B', 'A'])
  })
})

describe('a read that made no code, without its reason', () => {
  test('noise without an end', () => {
    const { read, newest } = start()
    read('x'.repeat(5_000))
    expect(newest()).toMatchObject({ refused: 'too-long', byteCount: 5_000 })
  })

  test('characters of another charset', () => {
    const { read, newest } = start({ charset: 'utf8' })
    read('\xce\xc8\xb7\xa2\r')
    expect(newest()?.refused).toBe('wrong-charset')
  })

  test('bytes that no code has', () => {
    const { read, newest } = start()
    read('A\x00\x07B\r')
    expect(newest()?.refused).toBe('control-characters')
  })

  test('an end that the settings do not know', () => {
    const { read, newest, push } = start({ suffix: 'cr' })
    push('ABC\x03')
    expect(newest()?.refused).toBe(null)
    read('')
    expect(newest()?.refused).toBe('no-end')
  })
})

test('a test code that is called right although the settings make nothing of it', () => {
  const { read, state } = start({ charset: 'utf8' })
  read(`${Buffer.from([0xce, 0xc8]).toString('latin1')}\r`)
  const gbk = 'QR \xce\xc8\xb7\xa2 \xb2\xd6\xbf\xe2\xc9\xa8\xc2\xeb 2026'
  read(`${gbk}\r`)
  expect(state().tests).toEqual([{ name: 'qr', problem: 'garbled', rest: '' }])
  const right = start({ charset: 'gb18030' })
  right.read(`${gbk}\r`)
  expect(right.state().tests).toEqual([{ name: 'qr', problem: null, rest: '' }])
})

test('the suffix of a keyboard wedge that stays in the code, not named', () => {
  const { read, state } = start({ suffix: 'lf' })
  read(`${testCodeTexts.code128}\r\n`)
  expect(state().tests).toEqual([{ name: 'code128', problem: 'suffix-left', rest: '\r' }])
})
