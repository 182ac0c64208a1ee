import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterOf } from '../../../renderer/wedge/key-characters.ts'
import { WedgeReader, type WedgeKey } from '../../../renderer/wedge/wedge-reader.ts'

const characters =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+[]{};:,.<>/?!@#$%^&*() '
const plain = { ctrl: false, alt: false, meta: false, repeat: false, composing: false }
const codes = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').map((digit) => `Digit${digit}`),
  ...[
    'Minus',
    'Equal',
    'BracketLeft',
    'BracketRight',
    'Semicolon',
    'Comma',
    'Period',
    'Slash',
    'Space',
  ],
]

/** The keys by which a scanner of the US layout types a character. */
function keyFor(character: string): { readonly code: string; readonly shift: boolean } {
  for (const code of codes)
    for (const shift of [false, true])
      if (characterOf({ ...plain, code, shift }) === character) return { code, shift }
  throw new Error(`no key for ${character}`)
}

/** A keyboard before a reader, with its own clock. */
class Desk {
  readonly scans: string[] = []
  readonly composed: boolean[] = []
  /** What reached the field that has the focus. */
  field = ''
  /** Keys that somebody else has seen: an Enter there presses a button. */
  readonly seen: string[] = []
  #nowMs = 1_000
  #timer: { readonly atMs: number; readonly run: () => void } | null = null
  readonly #reader = new WedgeReader({
    onScan: ({ text, wasComposed }) => {
      this.scans.push(text)
      this.composed.push(wasComposed)
    },
    onTyped: (text) => {
      this.field += text
    },
    onBegin: () => undefined,
    later: (run, afterMs) => {
      const timer = { atMs: this.#nowMs + afterMs, run }
      this.#timer = timer
      return () => {
        if (this.#timer === timer) this.#timer = null
      }
    },
  })

  wait(ms: number): void {
    const untilMs = this.#nowMs + ms
    const timer = this.#timer
    if (timer && timer.atMs <= untilMs) {
      this.#timer = null
      this.#nowMs = timer.atMs
      timer.run()
    }
    this.#nowMs = untilMs
  }

  press(key: Partial<WedgeKey> & { readonly code: string }): void {
    const verdict = this.#reader.press({ ...plain, shift: false, timeMs: this.#nowMs, ...key })
    if (verdict === 'pass') this.seen.push(key.code)
  }

  /** Types at a pace, with the noise of Shift before each capital. */
  type(text: string, gapMs: number, key: Partial<WedgeKey> = {}): void {
    for (const character of text) {
      this.wait(gapMs)
      const { code, shift } = keyFor(character)
      if (shift) this.press({ code: 'ShiftLeft', shift: true })
      this.press({ ...key, code, shift })
    }
  }

  enter(gapMs: number): void {
    this.wait(gapMs)
    this.press({ code: 'Enter' })
  }
}

const text = fc
  .string({ unit: fc.constantFrom(...characters), minLength: 4, maxLength: 40 })
  .filter((code) => !code.startsWith(' '))
const fast = fc.integer({ min: 0, max: 20 })

describe('a scanner that types', () => {
  it('a scan that comes as something else, in part, or into a field, or whose Enter presses a button', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fast), { minLength: 1, maxLength: 5 }), (scans) => {
        const desk = new Desk()
        for (const [code, gapMs] of scans) {
          desk.type(code, gapMs)
          desk.enter(gapMs)
        }
        expect(desk.scans).toEqual(scans.map(([code]) => code))
        expect(desk.field).toBe('')
        expect(desk.seen.filter((code) => !code.startsWith('Shift'))).toEqual([])
      }),
    )
  })

  it('two scans within 80 ms that run into one', () => {
    const desk = new Desk()
    desk.type('SO-20001', 3)
    desk.enter(3)
    desk.type('6901234567892', 3)
    desk.enter(3)
    expect(desk.scans).toEqual(['SO-20001', '6901234567892'])
  })

  it('a scan without a suffix that waits without end, or swallows the next', () => {
    const desk = new Desk()
    desk.type('YT8812345678901', 5)
    desk.wait(200)
    desk.type('YT8812345678902', 5)
    desk.wait(200)
    expect(desk.scans).toEqual(['YT8812345678901', 'YT8812345678902'])
  })

  it('a separator of GS1 that is lost, because it comes as Ctrl with a bracket', () => {
    const desk = new Desk()
    desk.type('10ABC', 4)
    desk.wait(4)
    desk.press({ code: 'BracketRight', ctrl: true })
    desk.type('21X1', 4)
    desk.enter(4)
    expect(desk.scans).toEqual(['10ABC\u001d21X1'])
  })

  it('a Chinese input method that turns a scan into words, unnoticed', () => {
    const desk = new Desk()
    desk.type('SO-20413', 5, { composing: true })
    desk.enter(5)
    expect(desk.scans).toEqual(['SO-20413'])
    expect(desk.composed).toEqual([true])
    expect(desk.field).toBe('')
  })
})

describe('a person who types', () => {
  it('typing that is taken for a scan, or a character that is lost or comes twice', () => {
    const pace = fc.integer({ min: 80, max: 400 })
    fc.assert(
      fc.property(text, pace, (typed, gapMs) => {
        const desk = new Desk()
        desk.type(typed, gapMs)
        desk.enter(gapMs)
        desk.wait(500)
        expect(desk.scans).toEqual([])
        // A lone space goes its own way; a browser writes it where the caret is.
        expect(desk.field).toBe(typed.replaceAll(' ', ''))
        expect(desk.seen.filter((code) => code === 'Space')).toHaveLength(
          typed.split(' ').length - 1,
        )
        expect(desk.seen.at(-1)).toBe('Enter')
      }),
    )
  })

  it('a key that is held down and becomes a scan of one letter', () => {
    const desk = new Desk()
    desk.press({ code: 'KeyA' })
    for (let count = 0; count < 20; count += 1) {
      desk.wait(30)
      desk.press({ code: 'KeyA', repeat: true })
    }
    desk.enter(30)
    expect(desk.scans).toEqual([])
    expect(desk.field).toBe('a')
  })

  it('a shortcut, an arrow or a lone Enter that is swallowed', () => {
    const desk = new Desk()
    for (const code of ['F2', 'Escape', 'ArrowDown', 'Enter', 'Space', 'Tab']) {
      desk.wait(5)
      desk.press({ code })
    }
    desk.press({ code: 'KeyC', ctrl: true })
    desk.press({ code: 'Digit2', alt: true })
    const all = ['F2', 'Escape', 'ArrowDown', 'Enter', 'Space', 'Tab', 'KeyC', 'Digit2']
    expect(desk.seen).toEqual(all)
  })

  it('half a word and a scan behind it that become one code', () => {
    const desk = new Desk()
    desk.type('abc', 150)
    desk.wait(300)
    desk.type('SO-20001', 4)
    desk.enter(4)
    expect(desk.field).toBe('abc')
    expect(desk.scans).toEqual(['SO-20001'])
  })
})
