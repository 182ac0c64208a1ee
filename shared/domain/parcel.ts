import type { ParcelCarton } from './carton.ts'

/** How far the label of a parcel has come. The print ledger (`print-ledger.ts`) holds the detail of each job. */
export const labelStates = [
  'none',
  'requested',
  'sending',
  'sent',
  'failed',
  'unknown',
  'confirmed',
] as const
export type LabelState = (typeof labelStates)[number]

export interface ParcelContent {
  readonly lineId: string
  readonly quantity: number
}

/** One box of an order. It has at most one waybill, and a waybill belongs to one parcel for ever. */
export interface Parcel {
  readonly parcelNumber: string
  readonly contents: readonly ParcelContent[]
  readonly closed: boolean
  readonly waybillNumber: string | null
  readonly label: LabelState
  /** Print job whose outcome `label` tells; null while no label was asked for. */
  readonly printJobId: string | null
  /** Copies asked for after the original. */
  readonly reprints: number
  readonly handedOver: boolean
  /** Print jobs of copies that other benches have made, oldest first; absent = none. */
  readonly copies?: readonly string[] | undefined
  /** What a scale said of the whole box, grams; absent = it was not weighed. */
  readonly weightGrams?: number | undefined
  /** The box it goes in, once it was scanned; absent = nobody said. */
  readonly carton?: ParcelCarton | undefined
  /** Serial numbers of units in it, as far as their codes told them; absent = none. */
  readonly serials?: readonly string[] | undefined
}

/** The number of the n-th parcel (1-based) of an order. */
export function parcelNumberOf(orderNumber: string, index: number): string {
  return `${orderNumber}-${String(index)}`
}

/** Whether it is a box and not just the place where the next one stands: it holds something, or has a label. */
export function isBox({ closed, contents }: Parcel): boolean {
  return closed || contents.length > 0
}

/** A parcel into which nothing was packed yet. */
export function emptyParcel(parcelNumber: string): Parcel {
  return {
    parcelNumber,
    contents: [],
    closed: false,
    waybillNumber: null,
    label: 'none',
    printJobId: null,
    reprints: 0,
    handedOver: false,
  }
}
