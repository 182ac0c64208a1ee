/** The value below which this share of the values lies, by nearest rank; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new Error('no values were measured')
  return value
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
