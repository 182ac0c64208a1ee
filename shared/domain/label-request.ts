import type { Contact, Order } from './order.ts'
import type { CarrierDocument, Waybill } from './waybill.ts'

/** Everything a waybill label shows. Made from cached rows, so that it can be made with no network. */
export interface WaybillLabelData {
  readonly waybillNumber: string
  readonly carrierName: string
  readonly threeSegmentCode: string
  readonly packageCentre: string
  readonly packageCentreCode: string
  readonly productType: string
  readonly recipient: Contact
  readonly sender: Contact
  /** Fen; 0 = nothing to collect. */
  readonly codAmountFen: number
  readonly orderNumber: string
  readonly parcelNumber: string
  readonly items: readonly {
    readonly sku: string
    readonly name: string
    readonly quantity: number
  }[]
  readonly remark: string
  /** 0 = the original; n is printed as the number of the reprint. */
  readonly copy: number
  /** When the print was asked for, UTC, ISO 8601. */
  readonly requestedAt: string
}

/** A print job that was created by a durable `label.requested`, with what is needed to draw it. */
export interface LabelRequest {
  readonly printJobId: string
  readonly orderNumber: string
  readonly parcelNumber: string
  readonly waybillNumber: string
  /** Name of the template that it is drawn by, unless the printer has another for waybills. */
  readonly template: string
  readonly data: WaybillLabelData
  /** What is printed instead of the template. A copy of it carries no mark, because it is printed as it is. */
  readonly document?: CarrierDocument | undefined
}

/** Makes the request for one parcel's label from the rows that the station holds. */
export function labelRequestFor(input: {
  readonly order: Order
  readonly waybill: Waybill
  readonly parcelNumber: string
  readonly printJobId: string
  readonly copy: number
  readonly requestedAt: string
}): LabelRequest {
  const { order, waybill, parcelNumber, printJobId, copy, requestedAt } = input
  const { orderNumber, remark } = order
  const { waybillNumber, carrierName, threeSegmentCode, packageCentre } = waybill
  const { packageCentreCode, productType, recipient, sender, codAmountFen } = waybill
  const of = { orderNumber, parcelNumber, waybillNumber }
  const routing = { carrierName, threeSegmentCode, packageCentre, packageCentreCode, productType }
  const data = {
    ...{ ...of, ...routing, recipient, sender, codAmountFen },
    ...{ items: itemsOf(order, parcelNumber), remark, copy, requestedAt },
  }
  const document = waybill.document ? { document: waybill.document } : {}
  return { ...of, printJobId, template: 'waybill-100x150', data, ...document }
}

function itemsOf(order: Order, parcelNumber: string): WaybillLabelData['items'] {
  const parcel = order.parcels.find((candidate) => candidate.parcelNumber === parcelNumber)
  return (parcel?.contents ?? []).flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    return line ? [{ sku: line.sku, name: line.name, quantity }] : []
  })
}
