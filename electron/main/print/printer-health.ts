import type { SheetFault } from './sheet.ts'
import type { PrinterFault } from './status/condition.ts'
import type { TransportFault } from './transport.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'

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

/** The first that a person has to see to. */
export function healthOfFaults([fault]: readonly PrinterFault[]): DeviceHealth['code'] {
  return fault === undefined ? 'printer-stalled' : `printer-${fault}`
}

/** What to tell of a label whose outcome is unknown. */
export function healthOfUnknown(code: TransportFault['code']): DeviceHealth['code'] {
  return code === 'printer-stalled' || code === 'printer-refused' ? code : 'printer-reset'
}

/** What a sheet says of its printer; null = nothing. */
export function healthOfSheet(
  fault: SheetFault | null,
): Pick<DeviceHealth, 'state' | 'code' | 'detail'> | null {
  if (fault === null) return { state: 'ready', code: 'ok', detail: '' }
  switch (fault.code) {
    case 'not-reached':
      return { state: 'missing', code: 'printer-unreachable', detail: fault.fault.detail }
    case 'not-ready':
      return { state: 'fault', code: healthOfFaults(fault.faults), detail: fault.faults.join() }
    case 'not-drawable':
      return { state: 'fault', code: 'label-not-drawable', detail: fault.detail }
    case 'queue-stopped':
      return null
  }
}
