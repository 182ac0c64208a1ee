import type { RawScan } from '../../shared/ipc/events.ts'
import { WedgeReader, type WedgeKey } from './wedge-reader.ts'

/** The scanner that types, as scans name it. */
const wedgeScannerId = 'keyboard'

export interface WedgeTarget {
  receive(scan: RawScan): void
  doubleRead(text: string): void
}

type Field = HTMLInputElement | HTMLTextAreaElement

/** Codes of the same text within this time are one code read twice. */
interface LastScan {
  readonly text: string
  readonly endedMs: number
}

/**
 * Listens to the keyboard of a window before anything on the page does, and gives what a scanner types to the station.
 *
 * @param doubleReadMs the same code within this time counts once; 0 = off
 * @returns ends it
 */
export function attachWedge(
  window: Window,
  target: WedgeTarget,
  doubleReadMs: number,
  newId: () => string,
): () => void {
  let field: { readonly field: Field; readonly before: string } | null = null
  let last: LastScan | null = null
  const reader = new WedgeReader({
    onBegin() {
      const focused = fieldOf(window.document.activeElement)
      field = focused && { field: focused, before: focused.value }
    },
    onTyped: (text) => typeInto(window.document, text),
    onScan({ text, startedMs, endedMs, wasComposed }) {
      if (wasComposed && field) restore(field.field, field.before)
      const isDouble = last?.text === text && startedMs - last.endedMs < doubleReadMs
      last = { text, endedMs }
      if (isDouble) target.doubleRead(text)
      else target.receive(scanOf(text, { startedMs, endedMs }, newId()))
    },
    later(run, afterMs) {
      const timer = window.setTimeout(run, afterMs)
      return () => window.clearTimeout(timer)
    },
  })
  const press = (event: KeyboardEvent): void => {
    if (reader.press(keyOf(event)) === 'pass') return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', press, { capture: true })
  return () => window.removeEventListener('keydown', press, { capture: true })
}

function keyOf(event: KeyboardEvent): WedgeKey {
  const { code, repeat, timeStamp } = event
  return {
    ...{ code, repeat, timeMs: timeStamp },
    ...{ shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey },
    composing: event.isComposing || event.key === 'Process',
  }
}

/** AIM identifier, ISO/IEC 15424: `]`, a letter for the symbology, a modifier. */
const aimIdentifier = /^\]([A-Za-z][0-9A-Za-z])/

function scanOf(
  typed: string,
  { startedMs, endedMs }: Pick<RawScan, 'startedMs' | 'endedMs'>,
  scanId: string,
): RawScan {
  const aim = aimIdentifier.exec(typed)?.[1] ?? null
  const text = aim === null ? typed : typed.slice(3)
  const scan = { scanId, scannerId: wedgeScannerId, text, aim, startedMs, endedMs }
  return { ...scan, fault: null, byteCount: typed.length }
}

function fieldOf(element: Element | null): Field | null {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
  return isField ? element : null
}

/** Characters of a person go where the caret is, as if nobody had held them back. */
function typeInto(document: Document, text: string): void {
  if (!fieldOf(document.activeElement)) return
  // The one way to type that React, the caret and undo all understand.
  document.execCommand('insertText', false, text)
}

/** Takes out what an input method has made of a scan, and ends its composition. */
function restore(field: Field, before: string): void {
  field.blur()
  const prototype = Object.getPrototypeOf(field) as object
  const setter = Object.getOwnPropertyDescriptor(prototype, 'value')?.set
  setter?.call(field, before)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
