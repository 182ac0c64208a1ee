import type { DeviceHealth } from '../../../shared/ipc/routes.ts'

export interface PrinterIdentity {
  readonly printerId: string
  /** As people call it. */
  readonly name: string
}

/** The health of a printer as the status bar shows it. */
export function printerHealth(
  printer: PrinterIdentity,
  state: DeviceHealth['state'],
  code: DeviceHealth['code'],
  detail = '',
): DeviceHealth {
  return { deviceId: printer.printerId, kind: 'printer', name: printer.name, state, code, detail }
}
