import type { ParcelCarton } from './carton.ts'
import type { ExceptionCode } from './exception.ts'
import type { ParcelContent } from './parcel.ts'
import type { ConflictTaskKind } from './task.ts'

interface OfOrder {
  readonly orderNumber: string
}

interface OfLabel extends OfOrder {
  readonly parcelNumber: string
  readonly waybillNumber: string
  readonly printJobId: string
}

/**
 * Facts that a station caused, in the words of the journal. They are past and are never refused by the centre.
 * A waybill number is consumed by the frame of `parcel.closed` or `parcel.relabelled` that names it.
 */
export interface EventBodies {
  'order.claimed': OfOrder & { readonly stationId: string; readonly operatorId: string }
  /** A station takes an order from the one that had claimed it, because a person said so. What that one packed does not count. */
  'order.takenOver': OfOrder & {
    readonly stationId: string
    /** The station that had it, as far as this one knew. */
    readonly from: string
    readonly reason: string
    /** The supervisor whose badge was scanned for it; absent where none is asked for. */
    readonly approvedBy?: string | undefined
    readonly operatorId: string
  }
  /** A station gives up an order that it claimed and has not begun. */
  'order.putBack': OfOrder & { readonly stationId: string; readonly operatorId: string }
  'line.picked': OfOrder & {
    readonly lineId: string
    readonly quantity: number
    readonly operatorId: string
  }
  /** Units were put back from a tote into their bin, because they were picked by mistake. */
  'line.unpicked': OfOrder & {
    readonly lineId: string
    readonly quantity: number
    readonly operatorId: string
  }
  /** What is picked for the order lies in this tote, or in this slot of a put wall, until it is packed. */
  'tote.assigned': OfOrder & { readonly tote: string; readonly operatorId: string }
  'item.packed': OfOrder & {
    readonly parcelNumber: string
    readonly lineId: string
    readonly quantity: number
    /** The code as it was scanned. */
    readonly code: string
    /** It was typed by hand, because the barcode could not be read. */
    readonly typed?: true | undefined
    /** What the code said of these units, as far as it said anything. `expiresOn` is `YYYY-MM-DD`. */
    readonly lot?: string | undefined
    readonly serial?: string | undefined
    readonly expiresOn?: string | undefined
    readonly operatorId: string
  }
  /** Units were taken out of a parcel that was still open. They stay picked. */
  'item.unpacked': OfOrder & {
    readonly parcelNumber: string
    readonly lineId: string
    readonly quantity: number
    /** The unit that came out, when its serial number is known. */
    readonly serial?: string | undefined
    readonly operatorId: string
  }
  /** Units that nobody may send, set aside. It counts nothing: the facts beside it say where the units were taken out of. */
  'item.damaged': OfOrder & {
    readonly lineId: string
    readonly quantity: number
    readonly operatorId: string
  }
  /** The bin holds too little: so many units of the line are missing. The order is on hold from then on. */
  'line.short': OfOrder & {
    readonly lineId: string
    readonly quantity: number
    readonly operatorId: string
  }
  /** The box that the open parcel goes in; the last word counts. */
  'carton.chosen': OfOrder & {
    readonly parcelNumber: string
    readonly carton: ParcelCarton
    readonly operatorId: string
  }
  /**
   * Another article goes in for units of a line that nobody has taken. They become a line of their own, whose name the fact says; what
   * was ordered comes back into its own line in the same way.
   */
  'line.substituted': OfOrder & {
    readonly lineId: string
    readonly substituteLineId: string
    /** The article that goes in, as the station's product row has it. */
    readonly sku: string
    readonly name: string
    readonly quantity: number
    /** Weight of one unit in grams. */
    readonly unitWeightGrams: number
    readonly bin: string
    readonly reason: string
    /** The supervisor whose badge was scanned for it; absent where none is asked for. */
    readonly approvedBy?: string | undefined
    readonly operatorId: string
  }
  /** Somebody has looked how many units lie in a bin that was short; the order is the one whose short asked for it. Nothing is released by it. */
  'bin.counted': OfOrder & {
    readonly bin: string
    readonly sku: string
    readonly quantity: number
    readonly operatorId: string
  }
  'parcel.closed': OfOrder & {
    readonly parcelNumber: string
    readonly waybillNumber: string
    /** The unnumbered waybill that a leased number was put on; absent when the carrier numbers each order. */
    readonly draftNumber?: string | undefined
    readonly carrier: string
    readonly contents: readonly ParcelContent[]
    readonly operatorId: string
  }
  /** A packed box was weighed, or a person said that it is right without a plausible weight. */
  'parcel.weighed': OfOrder & {
    readonly parcelNumber: string
    /** What the scale said; null = nobody weighed it. */
    readonly grams: number | null
    /** What its goods and, if it was scanned, its carton should weigh; null = not known. */
    readonly expectedGrams: number | null
    readonly scaleId: string | null
    /** Why the weight was accepted although it is missing or not plausible; null = it is plausible. */
    readonly accepted: string | null
    /** The supervisor whose badge was scanned for it; absent where none is asked for. */
    readonly approvedBy?: string | undefined
    readonly operatorId: string
  }
  /** A packed parcel goes on under another number, because its label was made for an address that is no longer right. */
  'parcel.relabelled': OfOrder & {
    readonly parcelNumber: string
    readonly waybillNumber: string
    readonly draftNumber?: string | undefined
    readonly previousWaybillNumber: string
    readonly carrier: string
    readonly operatorId: string
  }
  /** A person gives up the number of a packed box for good: its label is of no use, or the carrier refuses it. */
  'waybill.voided': OfOrder & {
    readonly parcelNumber: string
    readonly waybillNumber: string
    readonly reason: string
    readonly operatorId: string
  }
  /** A print job was created. `copy` 0 = the original, n = the n-th reprint, which needs a reason. */
  'label.requested': OfLabel & { readonly copy: number; readonly reason: string | null }
  /** Another bench than the parcel's prints a copy of its label. What is known of the label stays as it is. */
  'label.copied': OfLabel & { readonly copy: number; readonly reason: string }
  /** Written before the first byte leaves the host. */
  'label.sending': OfLabel & {
    readonly printerId: string
    readonly attempt: number
    /** SHA-256 of the bytes that are about to be sent. */
    readonly documentHash: string
  }
  /** The printer took every byte. It does not prove that the label came out. */
  'label.sent': OfLabel
  /** Certainly nothing left the host: the only outcome that may be tried again by itself. */
  'label.failed': OfLabel & { readonly reason: string }
  /** Nobody can tell whether the label came out. Only a person can, by scanning it. */
  'label.unknown': OfLabel & { readonly reason: string }
  /** The waybill on the box was scanned. */
  'label.confirmed': OfLabel & { readonly operatorId: string }
  'parcel.handedOver': OfOrder & {
    readonly parcelNumber: string
    readonly waybillNumber: string
    readonly carrier: string
    readonly operatorId: string
  }
  /** What a conflict left behind was undone; the parcel was scanned to say so. */
  'task.done': OfOrder & {
    readonly taskId: string
    readonly kind: ConflictTaskKind
    readonly code: ExceptionCode
    readonly operatorId: string
  }
}

export type EventType = keyof EventBodies

/** A fact: its type, the version of its body, and the body. */
export type DomainEvent = {
  readonly [Type in EventType]: {
    readonly type: Type
    readonly v: 1
    readonly body: EventBodies[Type]
  }
}[EventType]

/** Builds a fact of the current version. */
export function event<Type extends EventType>(
  type: Type,
  body: EventBodies[Type],
): Extract<DomainEvent, { type: Type }> {
  // The mapped union is keyed by the type, which the compiler cannot follow through a generic.
  return { type, v: 1, body } as unknown as Extract<DomainEvent, { type: Type }>
}
