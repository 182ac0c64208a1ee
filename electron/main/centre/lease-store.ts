import {
  evolveLeases,
  isConsumed,
  mustRefill,
  nextNumber,
  strangeLeases,
  type LeaseBook,
  type StationFact,
} from '../../../shared/domain/lease.ts'
import { factOf, stationFactOf, type JournalFrame } from '../../../shared/protocol/frame.ts'

/** The leased waybill numbers of this station's journal, and which of them are consumed. */
export interface LeaseStore {
  /** Takes in durable frames; the same one may be told twice. */
  record(frames: readonly JournalFrame[]): void
  /** The next number of a carrier; null = none is left. Looking consumes nothing. */
  next(carrier: string): string | null
  /**
   * Takes a number out, before the frame that names it is written; false when it was taken before. A number whose frame then is not
   * written is burnt for this run, which costs nothing but the number.
   */
  take(carrier: string, waybillNumber: string): boolean
  mustRefill(carrier: string): boolean
  /** Leases of a carrier that were ever granted to this journal. */
  granted(carrier: string): number
  /** What has to be said of leases that came to this machine with a copy of another's journal. */
  strange(): readonly StationFact[]
}

/** Makes an empty store for the machine that `holder` names. */
export function createLeaseStore(holder: string): LeaseStore {
  let book: LeaseBook = []
  return {
    record(frames) {
      for (const frame of frames) {
        const fact = stationFactOf(frame) ?? numberFact(frame)
        if (fact) book = evolveLeases(book, fact)
      }
    },
    next: (carrier) => nextNumber(book, carrier, holder),
    take(carrier, waybillNumber) {
      if (isConsumed(book, carrier, waybillNumber)) return false
      const of = { orderNumber: '', parcelNumber: '', waybillNumber, carrier }
      const body = { ...of, contents: [], operatorId: '' }
      book = evolveLeases(book, { type: 'parcel.closed', v: 1, body })
      return true
    },
    mustRefill: (carrier) => mustRefill(book, carrier, holder),
    granted: (carrier) => book.filter((lease) => lease.carrier === carrier).length,
    strange: () => strangeLeases(book, holder),
  }
}

/** Only two types name numbers; the others are not worth reading at start. */
function numberFact(frame: JournalFrame) {
  const isUse = frame.type === 'parcel.closed' || frame.type === 'parcel.relabelled'
  return isUse ? factOf(frame) : null
}
