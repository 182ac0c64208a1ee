import { setTimeout as pause } from 'node:timers/promises'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, type Result } from '../../../shared/domain/result.ts'
import type { DeviceHealth, LabelPicture } from '../../../shared/ipc/routes.ts'
import type { Journal } from '../journal/journal.ts'
import type { PrintLedger, PrintRefusal } from '../print/print-ledger-store.ts'
import { createPrintQueue, type PrintQueue } from '../print/print-queue.ts'
import type { RenderClient } from '../print/render-client.ts'
import { createDeviceFileTransport } from '../print/device-file-transport.ts'
import { runSystemCommand } from '../print/run-command.ts'
import { createSerialTransport } from '../print/serial-transport.ts'
import { createSpoolerTransport } from '../print/spooler-transport.ts'
import { createTcpTransport, usualTcpTimes } from '../print/tcp-transport.ts'
import { questionFor } from '../print/status/dialects.ts'
import type { PrinterTransport } from '../print/transport.ts'
import { createVirtualPrinter } from '../print/virtual-printer.ts'
import { profileOf, type PrinterSettings } from '../settings/printer-settings.ts'

/** What printing needs from the rest of the station. */
export interface PrintingPorts {
  readonly printers: readonly PrinterSettings[]
  readonly journal: Pick<Journal, 'append'>
  readonly ledger: PrintLedger
  readonly renderer: RenderClient
  readonly onHealth: () => void
  readonly onBug: (cause: unknown) => void
  /** Takes the bytes that reached a virtual printer, exactly as they came. */
  readonly onVirtualDocument: (bytes: Uint8Array) => void
}

/** The printers of a station. The first of the settings is the one that labels go to. */
export interface Printing {
  enqueue(label: LabelRequest): Result<null, PrintRefusal | 'no-printer'>
  /** A label was scanned: a queue that waited for exactly that goes on. */
  resume(): void
  picture(printJobId: string): LabelPicture | null
  health(): readonly DeviceHealth[]
  stop(): Promise<void>
}

/** Builds a queue for every printer of the settings. */
export function createPrinting(ports: PrintingPorts): Printing {
  const queues = ports.printers.map((printer) => queueFor(printer, ports))
  const [labels] = queues
  return {
    enqueue: (label) => (labels ? labels.enqueue(label) : fail('no-printer')),
    resume: () => queues.forEach((queue) => queue.resume()),
    picture: (printJobId) => {
      for (const queue of queues) {
        const picture = queue.picture(printJobId)
        if (picture) return picture
      }
      return null
    },
    health: () => queues.map((queue) => queue.health()),
    async stop() {
      await Promise.all(queues.map((queue) => queue.stop()))
    },
  }
}

function queueFor(printer: PrinterSettings, ports: PrintingPorts): PrintQueue {
  return createPrintQueue({
    printer: { printerId: printer.id, name: shownName(printer) },
    profile: profileOf(printer),
    ledger: ports.ledger,
    append: (events) => ports.journal.append(events),
    renderer: ports.renderer,
    transport: transportTo(printer, ports.onVirtualDocument),
    question: printer.asksStatus ? questionFor(profileOf(printer)) : null,
    wait: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    onHealth: ports.onHealth,
    onBug: ports.onBug,
  })
}

/** A virtual printer goes by the word for it in the language of the screen. */
function shownName({ name, transport }: PrinterSettings): string {
  return transport.kind === 'virtual' ? '' : name
}

function transportTo(
  printer: PrinterSettings,
  onVirtualDocument: PrintingPorts['onVirtualDocument'],
): PrinterTransport {
  const { transport, waitForClose } = printer
  switch (transport.kind) {
    case 'virtual':
      return createVirtualPrinter(onVirtualDocument)
    case 'usb':
      return createDeviceFileTransport(transport)
    case 'serial':
      return createSerialTransport(transport)
    case 'spooler':
      return createSpoolerTransport({ ...transport, run: runSystemCommand })
    case 'tcp':
      return createTcpTransport({ ...usualTcpTimes, ...transport, waitForClose })
  }
}
