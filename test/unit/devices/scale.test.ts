import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerOf, type ScaleFraming } from '../../../electron/main/devices/scale/framings.ts'
import { createSteadiness } from '../../../electron/main/devices/scale/steady-weight.ts'
import type { WeightReading } from '../../../electron/main/devices/scale/weight-reading.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

function read(framing: ScaleFraming, ...pieces: readonly Uint8Array[]): readonly WeightReading[] {
  const reader = readerOf(framing)
  return pieces.flatMap((piece) => reader.take(piece))
}

/** STX, status A, B, C, weight, tare, CR. */
function toledo(statusA: number, statusB: number, weight: string): Uint8Array {
  return Uint8Array.of(2, statusA, statusB, 0x20, ...bytes(weight), ...bytes('000000'), 0x0d)
}

/** The frame of the manual of the XK3190-A26 (page 12): +20.00. */
const yaohua = Uint8Array.of(
  ...[0x02, 0x2b, 0x30, 0x30, 0x32, 0x30],
  ...[0x30, 0x30, 0x32, 0x31, 0x42, 0x03],
)

describe('the bytes of a scale', () => {
  it('Toledo: decimal point, kg and lb, sign, motion and overload', () => {
    const kg = 0b11_0000
    expect(read('toledo', toledo(0b101, kg, '  1234'))).toEqual([
      { grams: 1_234, isStable: true, isOverloaded: false },
    ])
    const [plain, coarse, negative, moving, heavy, pounds] = [
      read('toledo', toledo(0b100, kg, '001234'))[0],
      read('toledo', toledo(0b010, kg, '000012'))[0],
      read('toledo', toledo(0b100, kg | 0b10, '000500'))[0],
      read('toledo', toledo(0b100, kg | 0b1000, '000500'))[0],
      read('toledo', toledo(0b100, kg | 0b100, '000500'))[0],
      read('toledo', toledo(0b100, 0b10_0000, '000100'))[0],
    ]
    expect(plain?.grams).toBe(12_340)
    expect(coarse?.grams).toBe(12_000)
    expect(negative?.grams).toBe(-5_000)
    expect(moving?.isStable).toBe(false)
    expect(heavy?.isOverloaded).toBe(true)
    expect(pounds?.grams).toBe(454)
  })

  it('XK3190: the frame of its manual, and one whose check is wrong', () => {
    expect(read('xk3190', yaohua)).toEqual([{ grams: 20_000, isStable: null, isOverloaded: false }])
    const wrong = yaohua.slice()
    wrong[5] = 0x39
    expect(read('xk3190', wrong)).toEqual([])
  })

  it('CAS and A&D: stable, moving, overloaded, in kg and g', () => {
    const lines =
      'ST,GS,\x01\x02  12.345 kg\r\nUS,NT,+00012.3kg\r\nOL,GS,+99999.9kg\r\nST,GS,    -250 g\r\n'
    expect(read('ascii', bytes(lines))).toEqual([
      { grams: 12_345, isStable: true, isOverloaded: false },
      { grams: 12_300, isStable: false, isOverloaded: false },
      { grams: 99_999_900, isStable: false, isOverloaded: true },
      { grams: -250, isStable: true, isOverloaded: false },
    ])
  })

  it('a frame that is torn or stands in noise and is lost, or noise that is a weight', () => {
    const stream = [toledo(0b101, 0b11_0000, '001234'), toledo(0b101, 0b11_0000, '001235')]
    const noise = fc.uint8Array({ maxLength: 5 }).map((all) => all.filter((byte) => byte !== 2))
    fc.assert(
      fc.property(noise, noise, fc.array(fc.nat(50), { maxLength: 6 }), (one, other, cuts) => {
        const whole = Uint8Array.of(...one, ...(stream[0] ?? []), ...other, ...(stream[1] ?? []))
        const at = [0, ...cuts.map((cut) => cut % whole.length).sort((a, b) => a - b), whole.length]
        const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end))
        expect(read('toledo', ...pieces).map(({ grams }) => grams)).toEqual([1_234, 1_235])
      }),
    )
  })
})

describe('a weight that has come to rest', () => {
  function told(readings: readonly (readonly [grams: number, gapMs: number])[]) {
    let nowMs = 0
    const steadiness = createSteadiness(() => nowMs)
    return readings.flatMap(([grams, gapMs]) => {
      nowMs += gapMs
      return steadiness({ grams, isStable: null, isOverloaded: false }) ?? []
    })
  }

  it('is told of a scale that never says so after five equal readings, once, and not before', () => {
    const same = Array.from({ length: 12 }, () => [500, 100] as const)
    expect(told(same)).toEqual([
      { grams: 500, isSteady: false },
      { grams: 500, isSteady: true },
    ])
    expect(told(same.slice(0, 4))).toEqual([{ grams: 500, isSteady: false }])
  })

  it('is not made of readings from before and after a pulled cable', () => {
    const torn = [...Array.from({ length: 4 }, () => [500, 100] as const), [500, 9_000] as const]
    expect(told(torn).some(({ isSteady }) => isSteady)).toBe(false)
  })

  it('is none on an overloaded scale', () => {
    const steadiness = createSteadiness(() => 0)
    expect(steadiness({ grams: 1, isStable: true, isOverloaded: true })?.isSteady).toBe(false)
  })
})
