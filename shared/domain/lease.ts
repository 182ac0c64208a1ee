import type { DomainEvent } from './event.ts'

/** A range of waybill numbers that a carrier gave to one station, for one journal. It is written out in full: no station knows formats. */
export interface Lease {
  readonly leaseId: string
  readonly carrier: string
  readonly prefix: string
  /** Digits behind the prefix, padded with zeros. */
  readonly digits: number
  readonly first: number
  readonly last: number
}

/** Facts about a station itself and not about an order. */
export interface StationFactBodies {
  /** `holder` names the machine; a copied journal brings its leases along, but not their machine. */
  'lease.granted': Lease & { readonly holder: string }
  /** Numbers of a lease that this station will never use. */
  'lease.burnt': {
    readonly leaseId: string
    readonly carrier: string
    readonly first: number
    readonly last: number
    readonly reason: string
  }
}
export type StationFact = {
  readonly [Type in keyof StationFactBodies]: {
    readonly type: Type
    readonly v: 1
    readonly body: StationFactBodies[Type]
  }
}[keyof StationFactBodies]

/** Anything that a station writes into its journal. */
export type JournalFact = DomainEvent | StationFact

/** Whether a fact is about the station and not about an order. */
export function isStationFact(fact: JournalFact): fact is StationFact {
  return fact.type === 'lease.granted' || fact.type === 'lease.burnt'
}

interface HeldLease extends Lease {
  readonly holder: string
  /** The lowest number that is not consumed; beyond `last` when there is none. */
  readonly next: number
}

/** The leases of one journal, in the order in which they were granted. */
export type LeaseBook = readonly HeldLease[]

/** Numbers left at which the next lease is asked for, as a share of one lease. */
const refillShare = 0.3

/**
 * Folds one fact. A number is consumed by the frame that names it, and everything below it with it: so no order of events, no
 * crash and no second reading of the journal ever gives a number twice.
 */
export function evolveLeases(book: LeaseBook, fact: JournalFact): LeaseBook {
  switch (fact.type) {
    case 'lease.granted': {
      const { leaseId, first } = fact.body
      if (book.some((lease) => lease.leaseId === leaseId)) return book
      return [...book, { ...fact.body, next: first }]
    }
    case 'lease.burnt':
      return book.map((lease) =>
        lease.leaseId === fact.body.leaseId ? { ...lease, next: lease.last + 1 } : lease,
      )
    case 'parcel.closed':
    case 'parcel.relabelled':
      return consume(book, fact.body.carrier, fact.body.waybillNumber)
    default:
      return book
  }
}

function consume(book: LeaseBook, carrier: string, waybillNumber: string): LeaseBook {
  return book.map((lease) => {
    const number = lease.carrier === carrier ? numberIn(lease, waybillNumber) : null
    return number === null ? lease : { ...lease, next: Math.max(lease.next, number + 1) }
  })
}

/** A number of a lease as it stands on a label. */
export function waybillNumberOf({ prefix, digits }: Lease, number: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`
}

/** Which number of a lease this is; null when it is none of its. */
export function numberIn(lease: Lease, waybillNumber: string): number | null {
  const { prefix, digits, first, last } = lease
  const rest = waybillNumber.slice(prefix.length)
  if (!waybillNumber.startsWith(prefix) || rest.length !== digits || !/^\d+$/.test(rest))
    return null
  const number = Number(rest)
  return number >= first && number <= last ? number : null
}

/** The next number of a carrier that this machine may use; null when they are used up. */
export function nextNumber(book: LeaseBook, carrier: string, holder: string): string | null {
  const lease = book.find((one) => isUsable(one, carrier, holder) && one.next <= one.last)
  return lease ? waybillNumberOf(lease, lease.next) : null
}

/** Whether a number was consumed before. A number that no lease has is none of this book's business. */
export function isConsumed(book: LeaseBook, carrier: string, waybillNumber: string): boolean {
  return book.some((lease) => {
    const number = lease.carrier === carrier ? numberIn(lease, waybillNumber) : null
    return number !== null && number < lease.next
  })
}

/** Whether it is time for another lease: early enough that a day without network does not matter. */
export function mustRefill(book: LeaseBook, carrier: string, holder: string): boolean {
  const own = book.filter((lease) => isUsable(lease, carrier, holder))
  const newest = own.at(-1)
  if (!newest) return true
  const left = own.reduce((sum, { next, last }) => sum + Math.max(0, last - next + 1), 0)
  return left <= (newest.last - newest.first + 1) * refillShare
}

/** Leases that came to this machine with a copied journal: the machine they were granted to may be using them. */
export function strangeLeases(book: LeaseBook, holder: string): readonly StationFact[] {
  return book
    .filter((lease) => lease.holder !== holder && lease.next <= lease.last)
    .map(({ leaseId, carrier, next, last }): StationFact => {
      const body = { leaseId, carrier, first: next, last, reason: 'journal-copied' }
      return { type: 'lease.burnt', v: 1, body }
    })
}

function isUsable(lease: HeldLease, carrier: string, holder: string): boolean {
  return lease.carrier === carrier && lease.holder === holder
}
