import { z } from 'zod'
import type { LabelRequest } from '../domain/label-request.ts'
import { printJobStates, type PrintJob } from '../domain/print-ledger.ts'
import { cursor } from '../protocol/feed.ts'
import { domainEvent, journalFrame } from '../protocol/frame.ts'
import { carrierDocument } from '../protocol/rows.ts'
import { drillRoutes } from './drill-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { scannerRoutes } from './scanner-routes.ts'
import { stationRoutes } from './station-routes.ts'
import { templateRoutes } from './template-routes.ts'
import { waveChoice, waveResponse } from '../protocol/wave.ts'

const key = z.string().min(1).max(64)
const text = z.string().max(2_000)
const contact = z.object({ name: text, phone: text, region: text, street: text })

/** A label to print, as it crosses from window to main. */
const labelRequest = z.object({
  printJobId: key,
  orderNumber: key,
  parcelNumber: key,
  waybillNumber: key,
  template: key,
  data: z.object({
    ...{ waybillNumber: key, carrierName: text, threeSegmentCode: text, packageCentre: text },
    ...{ packageCentreCode: text, productType: text, recipient: contact, sender: contact },
    codAmountFen: z.number().int().min(0),
    ...{ orderNumber: key, parcelNumber: key },
    items: z
      .array(z.object({ sku: text, name: text, quantity: z.number().int().min(1) }))
      .max(1000)
      .readonly(),
    remark: text,
    copy: z.number().int().min(0),
    requestedAt: z.iso.datetime(),
  }),
  document: carrierDocument.optional(),
}) satisfies z.ZodType<LabelRequest>

const printJob = z.object({
  printJobId: key,
  orderNumber: key,
  parcelNumber: key,
  waybillNumber: key,
  copy: z.number().int().min(0),
  state: z.enum(printJobStates),
  attempts: z.number().int().min(0),
  printerId: z.string(),
  reason: z.string(),
}) satisfies z.ZodType<PrintJob>

/** A print job in the list that people look at, with when it was asked for (UTC, ISO 8601). */
export const listedJob = printJob.extend({ requestedAt: z.string() })
export type ListedJob = z.infer<typeof listedJob>

/** How labels are moved and inked on one printer; offsets in mm, to the right and down. */
export const calibration = z.object({
  offsetRight: z.number().min(-20).max(20),
  offsetDown: z.number().min(-20).max(20),
  polarity: z.enum(['normal', 'inverted']),
})
export type Calibration = z.infer<typeof calibration>

/** One printer of this station. */
export const printerState = z.object({
  printerId: key,
  /** Empty for the virtual one, which goes by the word of the screen's language. */
  name: z.string(),
  model: z.string(),
  language: z.string(),
  dotsPerInch: z.number().int(),
  calibration,
  /** Whether labels go to it. */
  isChosen: z.boolean(),
  prints: z.enum(['labels', 'packing-lists']),
  /** Labels that wait for it. */
  waiting: z.number().int().min(0),
})
export type PrinterState = z.infer<typeof printerState>

/** A place where a printer is, or may be; `transport` is what `station.json` calls it. */
export const foundPrinter = z.object({
  kind: z.enum(['tcp', 'usb', 'serial', 'spooler']),
  address: z.string(),
  /** A network address that does not answer is told too, with why. */
  isReachable: z.boolean(),
  detail: z.string(),
  transport: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type FoundPrinter = z.infer<typeof foundPrinter>

/** How a sheet went; `detail` is for the person who repairs it. */
export const sheetOutcome = z.object({
  result: z.enum([
    'sent',
    'not-drawable',
    'not-ready',
    'not-reached',
    'queue-stopped',
    'no-printer',
  ]),
  detail: z.string(),
})
export type SheetOutcome = z.infer<typeof sheetOutcome>

/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export const labelPicture = z.object({
  printJobId: key,
  waybillNumber: key,
  widthDots: z.number().int().min(1),
  heightDots: z.number().int().min(1),
  dotsPerInch: z.number().int(),
  bits: z.instanceof(Uint8Array),
})
export type LabelPicture = z.infer<typeof labelPicture>

const nothing = z.object({})

/** Every request that the window may make of the main process. */
export const ipcRoutes = {
  ...stationRoutes,
  /** Makes facts durable; answers only after fdatasync. Labels start printing after that. */
  'journal.commit': {
    input: z.object({
      events: z.array(domainEvent).min(1).max(100),
      labels: z.array(labelRequest).max(20),
    }),
    output: z.object({ frames: z.array(journalFrame) }),
  },
  /** Frames whose effects a base at this cursor does not show yet, oldest first; cursor null = an empty base. */
  'journal.overlay': {
    input: z.object({ cursor: cursor.nullable() }),
    output: z.object({ frames: z.array(journalFrame), lastSeq: z.number().int().min(0) }),
  },
  /** The next leased number of a carrier; null = none is left. The commit that names it consumes it. */
  'leases.next': {
    input: z.object({ carrier: key }),
    output: z.object({ waybillNumber: key.nullable() }),
  },
  /** Claims the next wave at the centre; asked again after a lost answer it gives the same wave. */
  'waves.claim': { input: waveChoice, output: waveResponse },
  /** Starts a created or failed-before-send job again; the ledger refuses every other. */
  'print.start': { input: z.object({ label: labelRequest }), output: nothing },
  /** The newest jobs, newest first, whatever became of them. */
  'print.jobs': { input: nothing, output: z.object({ jobs: z.array(listedJob) }) },
  'print.printers': { input: nothing, output: z.object({ printers: z.array(printerState) }) },
  /** Labels go to this printer from now on, those that wait elsewhere with nothing sent among them. */
  'print.choose': { input: z.object({ printerId: key }), output: nothing },
  /** Moves labels on the paper of one printer, or turns black and white; kept in `station.json`. */
  'print.calibrate': { input: z.object({ printerId: key, calibration }), output: nothing },
  /** Prints something that is no waybill: a test label, command cards, a list. */
  'print.sheet': {
    /** `printerId` null = the one that labels go to. */
    input: z.object({ printerId: key.nullable(), template: key, data: z.unknown() }),
    output: sheetOutcome,
  },
  /** Prints what is in a box once more, at the printer for that. */
  'print.packingList': { input: z.object({ label: labelRequest }), output: sheetOutcome },
  /** Looks for printers on this machine and at one address; nothing is sent to any. */
  'print.discover': {
    input: z.object({
      address: z
        .object({ host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) })
        .nullable(),
    }),
    output: z.object({ printers: z.array(foundPrinter) }),
  },
  /** The bitmap whose bytes went to the printer; null when this run has not drawn that job. */
  'print.picture': {
    input: z.object({ printJobId: key }),
    output: z.object({ picture: labelPicture.nullable() }),
  },
  ...templateRoutes,
  ...drillRoutes,
  ...scannerRoutes,
  ...profileRoutes,
  /** Feeds bytes into the virtual scanner, below its framing. */
  'devices.virtualScan': {
    input: z.object({ text: z.string().min(1).max(20_000) }),
    output: nothing,
  },
} as const

export type IpcRoutes = typeof ipcRoutes
export type IpcRoute = keyof IpcRoutes
export type IpcInput<Route extends IpcRoute> = z.input<IpcRoutes[Route]['input']>
export type IpcOutput<Route extends IpcRoute> = z.infer<IpcRoutes[Route]['output']>
