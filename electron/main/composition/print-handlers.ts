import { readdir } from 'node:fs/promises'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { succeed } from '../../../shared/domain/result.ts'
import type { IpcAnswer } from '../../../shared/ipc/faults.ts'
import type { SheetOutcome } from '../../../shared/ipc/routes.ts'
import { systemSerialDriver } from '../devices/serial-driver.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import { discoverPrinters, type DiscoveryPorts } from '../print/discover.ts'
import { runSystemCommand } from '../print/run-command.ts'
import type { Printing } from './printing.ts'
import {
  emptyAnswer,
  refuse,
  refuseTurnedAway,
  type AtWork,
  type WorkingStation,
} from './working-station.ts'

const systemDiscovery: DiscoveryPorts = {
  serial: systemSerialDriver,
  listFolder: (path) => readdir(path).catch(() => []),
  run: runSystemCommand,
}

type PrintRoutes = Extract<keyof IpcHandlers, `print.${string}`>

/** The handlers of everything that prints, or tells of it. */
export function createPrintHandlers(working: AtWork): Pick<IpcHandlers, PrintRoutes> {
  return {
    'print.start': ({ label }) => working((station) => startAgain(station, label)),
    'print.jobs': () =>
      working(({ ledger }) => succeed({ jobs: [...ledger.newestJobs(listedJobs)] })),
    'print.printers': () =>
      working(({ printing }) => succeed({ printers: [...printing.printers()] })),
    'print.choose': ({ printerId }) =>
      working(({ printing }) =>
        printing.choose(printerId) ? succeed({}) : refuse('malformed-input', 'no such printer'),
      ),
    'print.calibrate': ({ printerId, calibration }) =>
      working(async ({ printing, savePrinterPoints }) => {
        const saved = await savePrinterPoints(printerId, calibration)
        if (!saved.ok) return refuse('not-available', saved.error)
        return printing.calibrate(printerId, calibration)
          ? succeed({})
          : refuse('malformed-input', 'no such printer')
      }),
    'print.sheet': ({ printerId, template, data }) =>
      working(async ({ printing }) =>
        succeed(outcomeOf(await printing.printSheet(printerId, { template, data }))),
      ),
    'print.packingList': ({ label }) =>
      working(async ({ printing }) => succeed(outcomeOf(await printing.printPackingList(label)))),
    'print.discover': async ({ address }) =>
      succeed({ printers: [...(await discoverPrinters(systemDiscovery, address))] }),
    'print.picture': ({ printJobId }) =>
      working(({ printing }) => succeed({ picture: printing.picture(printJobId) })),
  }
}

function startAgain(
  station: WorkingStation,
  label: LabelRequest,
): IpcAnswer<Record<string, never>> {
  const turnedAway = refuseTurnedAway(station)
  return turnedAway ?? emptyAnswer(station.printing.enqueue(label), 'print-refused')
}

/** As many jobs as anybody scrolls through. */
const listedJobs = 1_000

function outcomeOf(fault: Awaited<ReturnType<Printing['printSheet']>>): SheetOutcome {
  if (fault === null) return { result: 'sent', detail: '' }
  if (fault === 'no-printer') return { result: fault, detail: '' }
  switch (fault.code) {
    case 'not-drawable':
      return { result: fault.code, detail: fault.detail }
    case 'not-ready':
      return { result: fault.code, detail: fault.faults.join(', ') }
    case 'not-reached':
      return { result: fault.code, detail: fault.fault.detail }
    case 'queue-stopped':
      return { result: fault.code, detail: '' }
  }
}
