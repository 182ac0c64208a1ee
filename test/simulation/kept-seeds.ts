/** Seeds that once broke a promise, and what was wrong. They are run for ever. */
export const keptSeeds: readonly { readonly seed: number; readonly because: string }[] = []
