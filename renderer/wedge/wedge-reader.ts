import { characterOf, type PressedKey } from './key-characters.ts'

/** A key press as it reaches the window. */
export interface WedgeKey extends PressedKey {
  /** Held down, and repeated by the keyboard. */
  readonly repeat: boolean
  /** An input method has taken the key: nothing can hold it back. */
  readonly composing: boolean
  /** When the key went down, ms, by the clock of the window's events. */
  readonly timeMs: number
}

/** What the reader tells of. */
export interface WedgePorts {
  /** A code was typed by a scanner. `wasComposed`: part of it is in a field already, because of an input method. */
  onScan(scan: {
    readonly text: string
    readonly startedMs: number
    readonly endedMs: number
    readonly wasComposed: boolean
  }): void
  /** Held keys were a person's after all: their characters belong into the field that has the focus. */
  onTyped(text: string): void
  /** The first key of what may become a scan. */
  onBegin(): void
  /** Calls back after so many ms; answers the way to call it off. */
  later(run: () => void, afterMs: number): () => void
}

/** What becomes of a key press: `hold` = nobody else may see it. */
export type WedgeVerdict = 'hold' | 'pass'

/** Fingers take longer from key to key, scanners far less (hardware facts 1.5), ms. */
const scannerPaceMs = 35
/** A scanner without a suffix has ended when it was silent for so long, ms. */
const idleMs = 60
/** Codes that are shorter are typed. */
const shortest = 4
/** Without a suffix only a longer one is surely no typing. */
const shortestWithoutSuffix = 6

/**
 * Tells a scanner that types from a person who types, by the pace of the keys and never by the focus. Keys are held back until that is
 * known; so a scan is never typed into a field, its Enter presses no button, and what a person types comes a blink later.
 */
export class WedgeReader {
  readonly #ports: WedgePorts
  #keys: { readonly character: string; readonly timeMs: number; readonly composed: boolean }[] = []
  #callOff: () => void = () => undefined

  constructor(ports: WedgePorts) {
    this.#ports = ports
  }

  /** Takes one key press and says what becomes of it. */
  press(key: WedgeKey): WedgeVerdict {
    if (isShift(key.code)) return 'pass'
    if (this.#isLate(key.timeMs) || key.repeat) this.#endAsTyping()
    if (isSuffix(key)) return this.#suffix(key)
    const character = key.repeat || this.#isLoneSpace(key) ? null : characterOf(key)
    if (character === null) {
      this.#endAsTyping()
      return 'pass'
    }
    if (this.#keys.length === 0) this.#ports.onBegin()
    this.#keys.push({ character, timeMs: key.timeMs, composed: key.composing })
    this.#callOff()
    this.#callOff = this.#ports.later(() => this.#endAsIdle(), idleMs)
    return key.composing ? 'pass' : 'hold'
  }

  /** No code begins with a space, and a space presses the button that has the focus. */
  #isLoneSpace({ code }: WedgeKey): boolean {
    return code === 'Space' && this.#keys.length === 0
  }

  #isLate(timeMs: number): boolean {
    const last = this.#keys.at(-1)
    return last !== undefined && timeMs - last.timeMs > scannerPaceMs
  }

  #suffix(key: WedgeKey): WedgeVerdict {
    if (this.#keys.length < shortest) {
      this.#endAsTyping()
      return 'pass'
    }
    this.#endAsScan(key.timeMs)
    return 'hold'
  }

  #endAsIdle(): void {
    const last = this.#keys.at(-1)
    if (last && this.#keys.length >= shortestWithoutSuffix) this.#endAsScan(last.timeMs)
    else this.#endAsTyping()
  }

  #endAsScan(endedMs: number): void {
    const keys = this.#take()
    const [first] = keys
    if (!first) return
    const text = keys.map(({ character }) => character).join('')
    const wasComposed = keys.some(({ composed }) => composed)
    this.#ports.onScan({ text, startedMs: first.timeMs, endedMs, wasComposed })
  }

  #endAsTyping(): void {
    // What an input method has taken is in the field already.
    const held = this.#take().filter(({ composed }) => !composed)
    if (held.length > 0) this.#ports.onTyped(held.map(({ character }) => character).join(''))
  }

  #take() {
    this.#callOff()
    const keys = this.#keys
    this.#keys = []
    return keys
  }
}

function isShift(code: string): boolean {
  return code === 'ShiftLeft' || code === 'ShiftRight' || code === 'CapsLock'
}

function isSuffix({ code, ctrl, alt, meta }: WedgeKey): boolean {
  return !ctrl && !alt && !meta && ['Enter', 'NumpadEnter', 'Tab'].includes(code)
}
