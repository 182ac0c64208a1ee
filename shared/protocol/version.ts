/** One step in the life of the wire protocol. */
export interface WireStep {
  readonly version: number
  readonly since: string
  readonly what: string
  /** SHA-256 of `wireText()` as this step left it, hex. A test compares the newest with the schemas. */
  readonly schemas: string
}

/**
 * History of the wire protocol, newest last. Every change of a schema adds a step. A change that an older side would
 * misread raises the version; one that it can do without (a new optional field, a new endpoint) keeps it.
 */
export const wireHistory: readonly WireStep[] = [
  {
    version: 1,
    since: '2026-11',
    what: 'enrol, snapshot, changes, push',
    schemas: '1530c8bd7ef2abe27b0e1091e657b066248628c30f58f44ae914481ef1737bbc',
  },
  {
    version: 2,
    since: '2026-11',
    what:
      'waves, put back and take-over; tasks that are done; relabelled parcels; leased numbers and unnumbered waybills; ' +
      'the office’s changes of orders; snapshots that go on, sums by bucket, nudges, parked orders',
    schemas: 'ff0acc1f27092c19fb4bad017db67a52d47b3ab58464833479414c3f970db952',
  },
  {
    version: 3,
    since: '2026-11',
    what: 'units that are taken out of an open parcel again',
    schemas: '938254f0cf2eb8e0f8b945812a86b813c11be161495ab0f592003b22aa17e090',
  },
  {
    version: 4,
    since: '2026-11',
    what:
      'lines that their bin could not fill; weights of boxes; lot, serial number and expiry of packed units; parked orders are listed, and ' +
      'released once the rules can count them',
    schemas: 'c570fbfa496089d4037e5769e793a2735f85d92d0e6129b2bb9afdb55eb309bf',
  },
  {
    version: 5,
    since: '2026-11',
    what: 'labels that carriers and platforms make themselves, which a station prints as they are; numbers that a bench gives up; waves of single lines and of one article',
    schemas: '3d689a724da295cbef0b02c7dbf6b04e9df4db33c897b20babacc1b5ce5e4d6e',
  },
  {
    version: 6,
    since: '2026-11',
    what: 'walks: the tote or wall slot of an order, and units that are put back into their bin; what was picked for a cancelled order; damaged units; who approved what; copies of labels at other benches; cartons, sizes, learnt weights and pictures of articles; articles that go in for others; bins that were short and are counted; waves of one zone, of small orders and of urgent ones',
    schemas: 'e21a953cda1c482f96ab7e3d81c2a9bff5e08a67a36c72bcde7ff0c88e3a75d2',
  },
  {
    version: 6,
    since: '2026-11',
    what: 'codes of goods that were typed by hand say so; the names of the stations',
    schemas: '91dcdb7769f08327ef752ee41cb8b56d992d7534126c3a3790c389d88cb2abce',
  },
]

/** What this program speaks. A station and a centre of different versions refuse each other and say which to update. */
export const protocolVersion = 6

/** Versions that this centre still answers. */
export const supportedProtocolVersions: readonly number[] = [6]

/** Request header in which a station says what it speaks. */
export const protocolHeader = 'x-holdfast-protocol'
