import { z } from 'zod'
import type { DomainEvent, EventBodies } from '../domain/event.ts'
import type { StationFact } from '../domain/lease.ts'
import { stationFactBodies } from './lease.ts'
import { exceptionCodes } from '../domain/exception.ts'
import { conflictTaskKinds } from '../domain/task.ts'
import { binLabel, count, parcelCarton, parcelContent, text, tote } from './rows.ts'

/**
 * One line of a journal. `seq` counts from 1 without a gap within an epoch; `prev` is the hash of the frame before,
 * or 64 zeros for the first. `at` is what the station's clock said (UTC, ISO 8601) and orders nothing.
 */
export const journalFrame = z.object({
  epoch: z.string().min(1).max(64),
  seq: z.number().int().min(1),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  type: z.string().min(1).max(64),
  v: z.number().int().min(1),
  body: z.record(z.string(), z.unknown()),
})
export type JournalFrame = z.infer<typeof journalFrame>

/** `prev` of the first frame of an epoch. */
export const genesisHash = '0'.repeat(64)

/** The exact text that is hashed (SHA-256, hex), stored and sent: fixed key order, no white space. */
export function frameText(frame: JournalFrame): string {
  const { epoch, seq, prev, at, type, v, body } = frame
  return JSON.stringify({ epoch, seq, prev, at, type, v, body })
}

const key = z.string().min(1).max(64)
const units = z.number().int().min(1).max(1_000_000)
const reason = z.string().min(1).max(500)
const ofOrder = { orderNumber: key }
const operatorId = key
const approvedBy = key.optional()
const ofParcel = { ...ofOrder, parcelNumber: key, waybillNumber: key }
const ofLabel = { ...ofParcel, printJobId: key }

/** What the centre keeps in a column of its own. A fact that says it with a NUL, which no column can hold, is one that it cannot read. */
function columned(text: z.ZodString): z.ZodString {
  return text.refine((value) => !value.includes('\u0000'))
}

/** What each kind of fact says, version 1. */
export const factBodies = {
  'order.claimed': z.object({ ...ofOrder, stationId: key, operatorId }),
  'order.takenOver': z.object({
    ...ofOrder,
    stationId: key,
    from: key,
    reason,
    approvedBy,
    operatorId,
  }),
  'order.putBack': z.object({ ...ofOrder, stationId: key, operatorId }),
  'line.picked': z.object({ ...ofOrder, lineId: key, quantity: units, operatorId }),
  'line.unpicked': z.object({ ...ofOrder, lineId: key, quantity: units, operatorId }),
  'tote.assigned': z.object({ ...ofOrder, tote, operatorId }),
  'item.packed': z.object({
    ...{ ...ofOrder, parcelNumber: key, lineId: key, quantity: units, operatorId },
    code: z.string().min(1).max(4_096),
    typed: z.literal(true).optional(),
    ...{ lot: key.optional(), serial: key.optional(), expiresOn: z.iso.date().optional() },
  }),
  'item.unpacked': z.object({
    ...{ ...ofOrder, parcelNumber: key, lineId: key, quantity: units, operatorId },
    serial: key.optional(),
  }),
  'item.damaged': z.object({ ...ofOrder, lineId: key, quantity: units, operatorId }),
  'line.short': z.object({ ...ofOrder, lineId: key, quantity: units, operatorId }),
  'carton.chosen': z.object({ ...ofOrder, parcelNumber: key, carton: parcelCarton, operatorId }),
  'line.substituted': z.object({
    ...{ ...ofOrder, lineId: key, substituteLineId: key, sku: columned(key), name: text },
    ...{ quantity: units, unitWeightGrams: count, bin: columned(text), reason, approvedBy },
    operatorId,
  }),
  'bin.counted': z.object({
    ...{ orderNumber: columned(key), bin: columned(binLabel), sku: columned(key) },
    operatorId: columned(key),
    quantity: z.number().int().min(0).max(1_000_000),
  }),
  'parcel.closed': z.object({
    ...ofParcel,
    draftNumber: key.optional(),
    carrier: key,
    contents: z.array(parcelContent).min(1).max(1_000),
    operatorId,
  }),
  'parcel.weighed': z.object({
    ...ofOrder,
    parcelNumber: columned(key),
    grams: z.number().int().min(-1_000_000).max(10_000_000).nullable(),
    expectedGrams: z.number().min(0).max(10_000_000_000).nullable(),
    scaleId: key.nullable(),
    accepted: reason.nullable(),
    approvedBy,
    operatorId,
  }),
  'parcel.relabelled': z.object({
    ...ofParcel,
    draftNumber: key.optional(),
    previousWaybillNumber: key,
    carrier: key,
    operatorId,
  }),
  'waybill.voided': z.object({ ...ofParcel, reason, operatorId }),
  'label.requested': z.object({
    ...ofLabel,
    copy: z.number().int().min(0),
    reason: reason.nullable(),
  }),
  'label.copied': z.object({ ...ofLabel, copy: z.number().int().min(1), reason }),
  'label.sending': z.object({
    ...ofLabel,
    printerId: key,
    attempt: units,
    documentHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  'label.sent': z.object(ofLabel),
  'label.failed': z.object({ ...ofLabel, reason }),
  'label.unknown': z.object({ ...ofLabel, reason }),
  'label.confirmed': z.object({ ...ofLabel, operatorId }),
  'parcel.handedOver': z.object({ ...ofParcel, carrier: key, operatorId }),
  'task.done': z.object({
    ...ofOrder,
    taskId: z.string().min(1).max(200),
    kind: z.enum(conflictTaskKinds),
    code: z.enum(exceptionCodes),
    operatorId,
  }),
} satisfies { [Type in keyof EventBodies]: z.ZodType<EventBodies[Type]> }

/** Reads a frame's fact; null when this program does not know its type or version, or its body is malformed. */
export function factOf(frame: Pick<JournalFrame, 'type' | 'v' | 'body'>): DomainEvent | null {
  if (frame.v !== 1 || !(frame.type in factBodies)) return null
  const type = frame.type as keyof typeof factBodies
  const parsed = factBodies[type].safeParse(frame.body)
  // Type and body were matched by the table above, which the compiler cannot follow through an index.
  return parsed.success ? ({ type, v: 1, body: parsed.data } as unknown as DomainEvent) : null
}

/** Reads what a frame says about its station and not about an order; null when it says something else. */
export function stationFactOf(
  frame: Pick<JournalFrame, 'type' | 'v' | 'body'>,
): StationFact | null {
  if (frame.v !== 1 || !(frame.type in stationFactBodies)) return null
  const type = frame.type as keyof typeof stationFactBodies
  const parsed = stationFactBodies[type].safeParse(frame.body)
  // As in `factOf`.
  return parsed.success ? ({ type, v: 1, body: parsed.data } as unknown as StationFact) : null
}

/** A fact as it crosses a border. */
export const domainEvent = z
  .object({ type: z.string(), v: z.literal(1), body: z.record(z.string(), z.unknown()) })
  .transform((value, check): DomainEvent => {
    const fact = factOf(value)
    if (fact) return fact
    check.addIssue({ code: 'custom', message: `not a fact this program knows: ${value.type}` })
    return z.NEVER
  })
