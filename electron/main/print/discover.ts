import type { FoundPrinter } from '../../../shared/ipc/routes.ts'
import type { SerialDriver } from '../devices/serial-driver.ts'
import type { RunCommand } from './run-command.ts'
import { createTcpTransport, usualTcpTimes } from './tcp-transport.ts'

/** Where printers are looked for. */
export interface DiscoveryPorts {
  readonly serial: Pick<SerialDriver, 'list'>
  /** Names in a folder; none when there is no such folder. */
  readonly listFolder: (path: string) => Promise<readonly string[]>
  readonly run: RunCommand
}

/** An address on the network that somebody asks about. */
export interface AskedAddress {
  readonly host: string
  readonly port: number
}

const probeTimeoutMs = 1_500
const usbFolder = '/dev/usb'

/**
 * Looks for printers: USB printers and serial ports of this machine, queues of its spooler, and one address on the network. Nothing is sent
 * to any of them, because what is a question to one printer is text to print for another.
 */
export async function discoverPrinters(
  ports: DiscoveryPorts,
  asked: AskedAddress | null,
): Promise<readonly FoundPrinter[]> {
  const found = await Promise.all([
    asked ? probe(asked) : [],
    usbPrinters(ports),
    spoolerQueues(ports),
    serialPorts(ports),
  ])
  return found.flat()
}

async function probe({ host, port }: AskedAddress): Promise<readonly FoundPrinter[]> {
  const times = { ...usualTcpTimes, connectTimeoutMs: probeTimeoutMs, waitForClose: true }
  const opened = await createTcpTransport({ host, port, ...times }).open(
    AbortSignal.timeout(probeTimeoutMs * 2),
  )
  const transport = { kind: 'tcp' as const, host, port }
  const address = `${host}:${String(port)}`
  if (!opened.ok)
    return [{ kind: 'tcp', address, isReachable: false, detail: opened.error.detail, transport }]
  opened.value.close()
  return [{ kind: 'tcp', address, isReachable: true, detail: '', transport }]
}

async function usbPrinters({ listFolder }: DiscoveryPorts): Promise<readonly FoundPrinter[]> {
  const names = await listFolder(usbFolder)
  return names
    .filter((name) => /^lp\d+$/.test(name))
    .sort()
    .map((name) => foundAt('usb', `${usbFolder}/${name}`, ''))
}

async function spoolerQueues({ run }: DiscoveryPorts): Promise<readonly FoundPrinter[]> {
  const { code, output } = await run('lpstat', ['-e'], null)
  if (code !== 0) return []
  const queues = output.split('\n').map((line) => line.trim())
  return queues
    .filter((queue) => /^[^\s/#-][^\s/#]*$/.test(queue))
    .map((queue) => ({
      ...{ kind: 'spooler', address: queue, isReachable: true, detail: '' },
      transport: { kind: 'spooler', queue },
    }))
}

async function serialPorts({ serial }: DiscoveryPorts): Promise<readonly FoundPrinter[]> {
  try {
    const ports = await serial.list()
    return ports.map(({ path, vendorId, productId }) =>
      foundAt('serial', path, vendorId ? `USB ${vendorId}:${productId ?? '?'}` : ''),
    )
  } catch {
    // No udevadm, for example: then only a typed path works.
    return []
  }
}

function foundAt(kind: 'usb' | 'serial', path: string, detail: string): FoundPrinter {
  return { kind, address: path, isReachable: true, detail, transport: { kind, path } }
}
