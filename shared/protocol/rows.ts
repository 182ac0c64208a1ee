import { z } from 'zod'
import type { ParcelCarton } from '../domain/carton.ts'
import { exceptionCodes } from '../domain/exception.ts'
import {
  channels,
  paymentStates,
  type Contact,
  type Order,
  type OrderedArticle,
} from '../domain/order.ts'
import { orderStates } from '../domain/order-state.ts'
import { labelStates, type Parcel } from '../domain/parcel.ts'
import type { Product } from '../domain/product.ts'
import { pictureHash } from '../domain/product-picture.ts'
import { longestBin } from '../domain/count-task.ts'
import { conflictTaskKinds, type ConflictTask, type CountTask, type Task } from '../domain/task.ts'
import { documentFormats, type CarrierDocument, type Waybill } from '../domain/waybill.ts'

export const text = z.string().max(2_000)
const key = z.string().min(1).max(64)
/** As its label says it (`toteOf`). */
export const tote = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/)
const edge = z.number().int().min(1).max(10_000)
export const count = z.number().int().min(0).max(1_000_000)
/** A bin that somebody counts. */
export const binLabel = z.string().min(1).max(longestBin)

export const contact = z.object({
  name: text,
  phone: text,
  region: text,
  street: text,
}) satisfies z.ZodType<Contact>

export const parcelContent = z.object({ lineId: key, quantity: count.min(1) })

/** Length, width and height, mm. */
const sizeMm = z.tuple([edge, edge, edge])

export const parcelCarton = z.object({
  sku: key,
  name: text,
  grams: count,
}) satisfies z.ZodType<ParcelCarton>

const parcel = z.object({
  parcelNumber: key,
  contents: z.array(parcelContent).max(1_000),
  closed: z.boolean(),
  waybillNumber: key.nullable(),
  label: z.enum(labelStates),
  printJobId: key.nullable(),
  reprints: count,
  handedOver: z.boolean(),
  copies: z.array(key).max(200).optional(),
  weightGrams: z.number().int().optional(),
  carton: parcelCarton.optional(),
  serials: z.array(key).max(10_000).optional(),
}) satisfies z.ZodType<Parcel>

const orderedArticle = z.object({
  lineId: key,
  sku: key,
  name: text,
  unitWeightGrams: count,
  bin: text,
}) satisfies z.ZodType<OrderedArticle>

export const orderRow = z.object({
  orderNumber: key,
  channel: z.enum(channels),
  buyer: text,
  lines: z
    .array(
      z.object({
        lineId: key,
        sku: key,
        name: text,
        quantity: count.min(1),
        unitWeightGrams: count,
        bin: text,
        picked: count,
        packed: count,
        substituteFor: orderedArticle.optional(),
      }),
    )
    .min(1)
    .max(2_000),
  paymentState: z.enum(paymentStates),
  codAmountFen: z.number().int().min(0),
  deadlineAt: z.iso.datetime(),
  holds: z.array(z.object({ code: key, note: text })).max(50),
  remark: text,
  recipient: contact,
  carrier: key,
  state: z.enum(orderStates),
  claimedBy: key.nullable(),
  parcels: z.array(parcel).max(200),
  exceptionCode: z.enum(exceptionCodes).optional(),
  tote: tote.optional(),
  waveNumber: key.optional(),
}) satisfies z.ZodType<Order>

export const productRow = z.object({
  sku: key,
  name: text,
  barcodes: z.array(key).max(50),
  unitWeightGrams: count,
  bin: text,
  sizeMm: sizeMm.optional(),
  carton: z.object({ innerMm: sizeMm, mostGrams: count.min(1).optional() }).optional(),
  learntGrams: count.min(1).optional(),
  weightTolerance: z.number().min(0).max(1).optional(),
  picture: z.string().regex(pictureHash).optional(),
}) satisfies z.ZodType<Product>

/** As much as a label of a carrier takes; in base64 a third more than the file. */
const longestDocument = 600_000

export const carrierDocument = z.object({
  format: z.enum(documentFormats),
  content: z.string().min(1).max(longestDocument),
  dotsPerInch: z.literal([203, 300]).nullable(),
}) satisfies z.ZodType<CarrierDocument>

/** The feed shows the document from here on. */
export const waybillDocumentResponse = z.object({ feedSeq: z.number().int().min(0) })
export type WaybillDocumentResponse = z.infer<typeof waybillDocumentResponse>

export const waybillRow = z.object({
  waybillNumber: key,
  carrier: key,
  carrierName: text,
  orderNumber: key,
  threeSegmentCode: text,
  packageCentre: text,
  packageCentreCode: text,
  productType: text,
  recipient: contact,
  sender: contact,
  codAmountFen: z.number().int().min(0),
  state: z.enum(['allocated', 'void', 'unnumbered']),
  document: carrierDocument.optional(),
}) satisfies z.ZodType<Waybill>

const ofTask = {
  taskId: z.string().min(1).max(200),
  orderNumber: key,
  stationId: key,
  done: z.boolean(),
}

/** What a conflict left to do. */
export const conflictTask = z.object({
  ...ofTask,
  kind: z.enum(conflictTaskKinds),
  code: z.enum(exceptionCodes),
}) satisfies z.ZodType<ConflictTask>

const countTask = z.object({
  ...ofTask,
  kind: z.literal('count-bin'),
  bin: binLabel,
  sku: key,
  name: text,
}) satisfies z.ZodType<CountTask>

export const taskRow = z.discriminatedUnion('kind', [
  conflictTask,
  countTask,
]) satisfies z.ZodType<Task>
