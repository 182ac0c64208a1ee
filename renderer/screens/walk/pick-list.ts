import type { Stop } from '../../../shared/domain/walk.ts'

/** The data of `pick-list-100x150`: what is left of a walk, in walking order. */
export function pickListData(walk: {
  readonly waveNumber: string
  readonly stops: readonly Stop[]
  /** Who picks. */
  readonly picker: string
  /** UTC, ISO 8601. */
  readonly printedAt: string
}): unknown {
  const { waveNumber, picker, printedAt } = walk
  const lines = walk.stops.map(({ bin, sku, name, quantity }) => {
    return { bin: bin === '' ? '–' : bin, sku, name, quantity }
  })
  return { waveNumber, picker, printedAt, lines }
}
