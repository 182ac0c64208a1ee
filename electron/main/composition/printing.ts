import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, type Result } from '../../../shared/domain/result.ts'
import { takesDocument } from '../../../shared/label/carrier-document.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { Calibration, LabelPicture, PrinterState } from '../../../shared/ipc/routes.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { Journal } from '../journal/journal.ts'
import type { PrintLedger, PrintRefusal } from '../print/print-ledger-store.ts'
import { plainProfile } from '../print/printer-profiles.ts'
import { packingListTemplate } from '../print/packing-slip.ts'
import { createPrintQueue, type PrintQueue } from '../print/print-queue.ts'
import type { RenderClient } from '../print/render-client.ts'
import { createComponentTransport } from '../print/component-transport.ts'
import { createDeviceFileTransport } from '../print/device-file-transport.ts'
import { runSystemCommand } from '../print/run-command.ts'
import { createSerialTransport } from '../print/serial-transport.ts'
import { createSpoolerTransport } from '../print/spooler-transport.ts'
import { createTcpTransport, usualTcpTimes } from '../print/tcp-transport.ts'
import { questionFor } from '../print/status/dialects.ts'
import type { SheetFault, SheetRequest } from '../print/sheet.ts'
import type { PrinterTransport } from '../print/transport.ts'
import type { Winspool } from '../print/winspool.ts'
import { createWindowsSpoolerTransport } from '../print/windows-spooler-transport.ts'
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
  /** Whether virtual printers have paper. */
  readonly hasVirtualPaper: () => boolean
}

/** Why a label is not printed: the ledger's reason, or no printer here can print it. */
export type LabelRefusal = PrintRefusal | 'no-printer' | 'no-printer-for-document'

/** The printers of a station. Labels go to the first of the settings, until a person chooses another. */
export interface Printing {
  printers(): readonly PrinterState[]
  /** Labels go to this printer from now on, and those that wait at others with nothing sent go there too; false = there is none. */
  choose(printerId: string): boolean
  /** Labels are printed so from now on, those that wait among them; false = there is no such printer. */
  calibrate(printerId: string, calibration: Calibration): boolean
  /** How a label looks that would be printed now; without a printer as the plainest would print it. */
  profileForPreview(): PrinterProfile
  /** Prints something that is no waybill, at the chosen printer when none is named; null = it was sent. */
  printSheet(
    printerId: string | null,
    sheet: SheetRequest,
  ): Promise<SheetFault | 'no-printer' | null>
  /** Prints what is in a box, where there is a printer for that. */
  printPackingList(label: LabelRequest): Promise<SheetFault | 'no-printer' | null>
  /** Prints a label at the chosen printer; one that only another can print goes to that. */
  enqueue(label: LabelRequest): Result<null, LabelRefusal>
  /** A label was scanned: a queue that waited for exactly that goes on. */
  resume(): void
  /** What keeps labels waiting may be over: those that wait to be tried again are tried now. */
  wake(): void
  picture(printJobId: string): LabelPicture | null
  health(): readonly DeviceHealth[]
  stop(): Promise<void>
}

/** Builds a queue for every printer of the settings. */
export function createPrinting(ports: PrintingPorts): Printing {
  return new PrinterRow(ports)
}

interface PrinterQueue {
  readonly printer: PrinterSettings
  readonly queue: PrintQueue
}

class PrinterRow implements Printing {
  readonly #queues: readonly PrinterQueue[]
  readonly #profiles: Map<string, PrinterProfile>
  #chosen: string | null

  constructor(ports: PrintingPorts) {
    this.#profiles = new Map(ports.printers.map((printer) => [printer.id, profileOf(printer)]))
    this.#queues = ports.printers.map((printer) => {
      return { printer, queue: queueFor(printer, () => this.#profileOf(printer), ports) }
    })
    this.#chosen = ports.printers.find(({ prints }) => prints === 'labels')?.id ?? null
  }

  printers(): readonly PrinterState[] {
    return this.#queues.map(({ printer, queue }) => {
      const profile = this.#profileOf(printer)
      const { title, dotsPerInch, language, offsetRight, offsetDown, polarity } = profile
      return {
        ...{ printerId: printer.id, name: shownName(printer), model: title, dotsPerInch, language },
        calibration: { offsetRight, offsetDown, polarity },
        ...{ isChosen: printer.id === this.#chosen, waiting: queue.waiting() },
        prints: printer.prints,
      }
    })
  }

  choose(printerId: string): boolean {
    const chosen = this.#labelQueues().find(({ printer }) => printer.id === printerId)
    if (!chosen) return false
    this.#chosen = printerId
    for (const { queue } of this.#labelQueues())
      if (queue !== chosen.queue) moveLabels(queue, chosen.queue, this.#profileOf(chosen.printer))
    chosen.queue.resume()
    return true
  }

  calibrate(printerId: string, calibration: Calibration): boolean {
    const profile = this.#profiles.get(printerId)
    if (!profile) return false
    this.#profiles.set(printerId, { ...profile, ...calibration })
    return true
  }

  profileForPreview(): PrinterProfile {
    const profile = this.#profiles.get(this.#chosen ?? '')
    return profile && profile.language !== 'component' ? profile : plainProfile('zpl', 203)
  }

  printSheet(
    printerId: string | null,
    sheet: SheetRequest,
  ): Promise<SheetFault | 'no-printer' | null> {
    const queue = this.#queueOf(printerId ?? this.#chosen)
    return queue ? queue.printSheet(sheet) : Promise.resolve('no-printer')
  }

  printPackingList({ data }: LabelRequest): Promise<SheetFault | 'no-printer' | null> {
    const lists = this.#queues.find(({ printer }) => printer.prints === 'packing-lists')
    if (!lists) return Promise.resolve('no-printer')
    return lists.queue.printSheet({ template: packingListTemplate, data: packingListOf(data) })
  }

  enqueue(label: LabelRequest): Result<null, LabelRefusal> {
    if (this.#labelQueues().length === 0) return fail('no-printer')
    const queue = this.#queueFor(label)
    return queue ? queue.enqueue(label) : fail('no-printer-for-document')
  }

  /** The chosen printer, or the first that can print what a carrier has made. */
  #queueFor({ document }: LabelRequest): PrintQueue | undefined {
    const chosenFirst = [...this.#labelQueues()].sort(
      (one, other) => Number(this.#isChosen(other)) - Number(this.#isChosen(one)),
    )
    return chosenFirst.find(({ printer }) => takesDocument(this.#profileOf(printer), document))
      ?.queue
  }

  /** As it was calibrated last. */
  #profileOf(printer: PrinterSettings): PrinterProfile {
    return this.#profiles.get(printer.id) ?? profileOf(printer)
  }

  #labelQueues(): readonly PrinterQueue[] {
    return this.#queues.filter(({ printer }) => printer.prints === 'labels')
  }

  #isChosen({ printer }: PrinterQueue): boolean {
    return printer.id === this.#chosen
  }

  resume(): void {
    for (const { queue } of this.#queues) queue.resume()
  }

  wake(): void {
    for (const { queue } of this.#queues) queue.wake()
  }

  picture(printJobId: string): LabelPicture | null {
    for (const { queue } of this.#queues) {
      const picture = queue.picture(printJobId)
      if (picture) return picture
    }
    return null
  }

  health = (): readonly DeviceHealth[] => this.#queues.map(({ queue }) => queue.health())

  async stop(): Promise<void> {
    await Promise.all(this.#queues.map(({ queue }) => queue.stop()))
  }

  #queueOf(printerId: string | null): PrintQueue | undefined {
    return this.#queues.find(({ printer }) => printer.id === printerId)?.queue
  }
}

/** What goes into the box with the goods. */
function packingListOf(data: LabelRequest['data']): unknown {
  const { sender, orderNumber, parcelNumber, recipient, items, remark, requestedAt } = data
  return {
    ...{ shopName: sender.name, orderNumber, parcelNumber, recipientName: recipient.name },
    ...{ items, remark, packedAt: requestedAt },
  }
}

/** What the other printer cannot take stays where it was. */
function moveLabels(from: PrintQueue, to: PrintQueue, profile: PrinterProfile): void {
  for (const request of from.withdraw()) {
    const isTaken = takesDocument(profile, request.document) && to.enqueue(request).ok
    if (!isTaken) from.enqueue(request)
  }
}

function queueFor(
  printer: PrinterSettings,
  profile: () => PrinterProfile,
  ports: PrintingPorts,
): PrintQueue {
  return createPrintQueue({
    printer: { printerId: printer.id, name: shownName(printer) },
    profile,
    waybill: printer.waybill,
    ledger: ports.ledger,
    append: (events) => ports.journal.append(events),
    renderer: ports.renderer,
    transport: transportTo(printer, ports),
    question: asksStatus(printer) ? questionFor(profile()) : null,
    wait: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    onHealth: ports.onHealth,
    onBug: ports.onBug,
  })
}

/** Not loaded at the start: no other system has it, and a bench without such a printer does not need it. */
async function loadWindowsSpooler(): Promise<Winspool> {
  const { loadWinspool } = await import('../print/winspool.ts')
  return loadWinspool()
}

/** A virtual printer goes by the word for it in the language of the screen. */
function shownName({ name, transport }: PrinterSettings): string {
  return transport.kind === 'virtual' ? '' : name
}

/** A virtual printer is asked wherever it understands the question: its answer costs nothing. */
function asksStatus({ asksStatus, transport, language = 'zpl' }: PrinterSettings): boolean {
  return asksStatus || (transport.kind === 'virtual' && language === 'zpl')
}

function transportTo(
  printer: PrinterSettings,
  { onVirtualDocument, hasVirtualPaper }: PrintingPorts,
): PrinterTransport {
  const { transport, waitForClose } = printer
  switch (transport.kind) {
    case 'virtual':
      return createVirtualPrinter(onVirtualDocument, hasVirtualPaper)
    case 'usb':
      return createDeviceFileTransport(transport)
    case 'serial':
      return createSerialTransport(transport)
    case 'spooler':
      // Windows has no CUPS, and its spooler is a library.
      if (process.platform === 'win32')
        return createWindowsSpoolerTransport({ ...transport, load: loadWindowsSpooler })
      return createSpoolerTransport({
        ...transport,
        filter: profileOf(printer).language === 'pdf' ? 'driver' : 'raw',
        run: runSystemCommand,
      })
    case 'component':
      return createComponentTransport({ ...transport, newId: randomUUID })
    case 'tcp':
      return createTcpTransport({ ...usualTcpTimes, ...transport, waitForClose })
  }
}
