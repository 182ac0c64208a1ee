import type { DeviceHealth } from '../../shared/ipc/station-routes.ts'

/** Whether somebody has to see to a device before it works. */
export function isOut({ state }: Pick<DeviceHealth, 'state'>): boolean {
  return state === 'missing' || state === 'fault'
}
