import type { TFunction } from 'i18next'
import type { StationNames } from '../../shared/ipc/station-routes.ts'

/** What people call a station; of one whose name is not known, that it is another. */
export function stationName(names: StationNames, stationId: unknown, t: TFunction): string {
  const name = typeof stationId === 'string' ? names[stationId] : undefined
  return name === undefined ? t('station.another') : t('station.named', { name })
}
