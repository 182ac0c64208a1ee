/** What a printer says it lacks. Each has a text that says what to do. */
export const printerFaults = [
  'paper-out',
  'head-open',
  'ribbon-out',
  'paper-jam',
  'paused',
  'too-hot',
  'cutter-fault',
  'memory-full',
  'needs-service',
] as const
export type PrinterFault = (typeof printerFaults)[number]

/**
 * What one answer of a printer tells. `faults` keep it from printing; `isBusy` says that it still works on something. `unknown` is no
 * answer, half a one, or one that no manual explains: it never counts as well.
 */
export type PrinterCondition =
  | { readonly kind: 'ready'; readonly isBusy: boolean; readonly isPaperLow: boolean }
  | { readonly kind: 'fault'; readonly faults: readonly PrinterFault[] }
  | { readonly kind: 'unknown'; readonly detail: string }

/** The condition that follows from what was read of it. */
export function conditionOf(
  faults: readonly PrinterFault[],
  { isBusy = false, isPaperLow = false } = {},
): PrinterCondition {
  return faults.length > 0 ? { kind: 'fault', faults } : { kind: 'ready', isBusy, isPaperLow }
}

/** No answer that can be believed. */
export function unknownCondition(detail: string): PrinterCondition {
  return { kind: 'unknown', detail }
}

/** A question to a printer, and how its answer is read. */
export interface StatusQuestion {
  readonly ask: Uint8Array
  /**
   * Reads what has come so far. Null = more has to come. Bytes that belong to something else, as a status that a printer sends by
   * itself, are passed over.
   */
  readonly read: (answered: Uint8Array) => PrinterCondition | null
}

/** A bit of a status byte and what it means. */
export type FaultBit = readonly [bit: number, fault: PrinterFault]

/** The faults whose bits are set. */
export function faultsIn(byte: number, bits: readonly FaultBit[]): readonly PrinterFault[] {
  return bits.flatMap(([bit, fault]) => ((byte & (1 << bit)) === 0 ? [] : [fault]))
}
