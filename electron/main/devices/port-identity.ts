import type { ScannerPort } from '../settings/scanner-settings.ts'
import type { SerialDriver, SerialPortFacts } from './serial-driver.ts'

/**
 * Paths at which a scanner may be, best first: the typed path, or every port with its USB numbers. Several answers
 * mean several scanners of one model; the caller takes the first that is free.
 */
export async function pathsOf(port: ScannerPort, driver: SerialDriver): Promise<readonly string[]> {
  if (typeof port === 'string') return [port]
  const present = await driver.list()
  return present.filter((facts) => isSameDevice(port, facts)).map((facts) => facts.path)
}

/** The port as a person would describe it. */
export function describePort(port: ScannerPort): string {
  if (typeof port === 'string') return port
  const serial = port.serialNumber === undefined ? '' : ` ${port.serialNumber}`
  return `USB ${port.vendorId}:${port.productId}${serial}`
}

/** Whether a port is the device that its USB numbers name. */
export function isSameDevice(
  wanted: Exclude<ScannerPort, string>,
  facts: SerialPortFacts,
): boolean {
  return (
    facts.vendorId?.toLowerCase() === wanted.vendorId &&
    facts.productId?.toLowerCase() === wanted.productId &&
    (wanted.serialNumber === undefined || facts.serialNumber === wanted.serialNumber)
  )
}
