import type { Contact } from './order.ts'

/** How a label comes that a carrier or a platform has made. */
export const documentFormats = ['zpl', 'pdf', 'png', 'component'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** A label that the carrier or the platform has made itself: it is printed as it is, or not at all. */
export interface CarrierDocument {
  readonly format: DocumentFormat
  /** The file in base64; that of `component` is JSON, the list of `contents` that the platform's print component draws. */
  readonly content: string
  /** What a `zpl` or `png` was made for; null for formats without dots. */
  readonly dotsPerInch: 203 | 300 | null
}

/**
 * What the carrier answered for one parcel: number and routing depend on the address, so they travel together
 * and nothing of them is ever computed on a station.
 */
export interface Waybill {
  readonly waybillNumber: string
  /** Carrier code, for example `yto`. */
  readonly carrier: string
  readonly carrierName: string
  readonly orderNumber: string
  /** 三段码, for example `570-A12 08 3`. */
  readonly threeSegmentCode: string
  /** 集包地, the hub where bags for this direction are made up. */
  readonly packageCentre: string
  readonly packageCentreCode: string
  readonly productType: string
  readonly recipient: Contact
  readonly sender: Contact
  readonly codAmountFen: number
  /**
   * A voided number never comes back. An unnumbered waybill is complete but for its number, which the station takes from
   * its lease; until then a name of its own stands in place of the number.
   */
  readonly state: 'allocated' | 'void' | 'unnumbered'
  /** Printed instead of a label of our own; absent when the carrier leaves that to us. */
  readonly document?: CarrierDocument | undefined
}
