import type { Stop } from '../../shared/domain/walk.ts'
import type { Walk } from './view.ts'

/** The stop of a walk that comes next: the one at the bin that was scanned, else the first on the way; null = all is collected. */
export function nextStop({ stops, bin }: Pick<Walk, 'stops' | 'bin'>): Stop | null {
  return stops.find((stop) => stop.bin === bin) ?? stops[0] ?? null
}
