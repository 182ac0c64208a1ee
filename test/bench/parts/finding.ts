/** One figure of the bench: what was measured, what it is held against in the same run, and the goal of DESIGN §11. */
export interface Finding {
  /** Row of DESIGN §11. */
  readonly row: number
  readonly what: string
  readonly goal: string
  readonly measured: string
  readonly reference: string
  /** Measured divided by reference. */
  readonly ratio: number
  /** The ratio that the goal allows; null = shown for understanding only. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number } | null
}

/** Whether a finding keeps its goal; null when it has none. */
export function isMet({ ratio, limit }: Finding): boolean | null {
  if (!limit) return null
  return 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.atLeast
}

/** A time for people. */
export function formatMs(ms: number): string {
  return ms < 100 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(0)} ms`
}
