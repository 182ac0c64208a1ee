import type { FreePort } from '../../../shared/ipc/scanner-routes.ts'
import type { ScannerPort } from '../settings/scanner-settings.ts'
import { isSameDevice } from './port-identity.ts'
import type { SerialPortFacts } from './serial-driver.ts'

/** What tells which ports are free. */
export interface FreePortsQuestion {
  readonly present: readonly SerialPortFacts[]
  /** The ports of all devices of the settings. */
  readonly taken: readonly ScannerPort[]
  /** The path that a link such as `/dev/serial/by-id/…` leads to; the path itself where there is none. */
  readonly resolve: (path: string) => Promise<string>
}

/** The ports that are plugged in and belong to no device of the settings, USB ports first: the others are often sockets with nothing in them. */
export async function freePorts(question: FreePortsQuestion): Promise<readonly FreePort[]> {
  const { present, taken, resolve } = question
  const paths = taken.filter((port) => typeof port === 'string')
  const resolved = new Set([...paths, ...(await Promise.all(paths.map(resolve)))])
  const numbers = taken.filter((port) => typeof port !== 'string')
  const free = present.filter(
    (facts) => !resolved.has(facts.path) && !numbers.some((port) => isSameDevice(port, facts)),
  )
  return free
    .map((facts) => ({ path: facts.path, description: usbNumbers(facts) }))
    .sort((one, other) => Number(other.description !== '') - Number(one.description !== ''))
}

function usbNumbers({ vendorId, productId, serialNumber }: SerialPortFacts): string {
  return [vendorId, productId].every((part) => part !== undefined)
    ? [`USB ${String(vendorId)}:${String(productId)}`, serialNumber ?? ''].join(' ').trim()
    : ''
}

/**
 * How a port is written into the settings: by its USB numbers, which survive replugging into another socket, where these name this
 * port and no other that is plugged in; else by its path.
 */
export function lastingPort(path: string, present: readonly SerialPortFacts[]): ScannerPort {
  const facts = present.find((port) => port.path === path)
  if (facts?.vendorId === undefined || facts.productId === undefined) return path
  const port = {
    vendorId: facts.vendorId.toLowerCase(),
    productId: facts.productId.toLowerCase(),
    ...(facts.serialNumber === undefined ? {} : { serialNumber: facts.serialNumber }),
  }
  return present.filter((other) => isSameDevice(port, other)).length === 1 ? port : path
}
