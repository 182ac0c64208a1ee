/** Seeds that once broke a promise, and what was wrong. They are run for ever. */
export const keptSeeds: readonly { readonly seed: number; readonly because: string }[] = [
  { seed: 5, because: 'frames of a cloned disk under the same numbers counted as acknowledged' },
]
