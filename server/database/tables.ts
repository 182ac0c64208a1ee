import type { Generated, Kysely, Transaction } from 'kysely'
import type { PictureType } from '../../shared/domain/product-picture.ts'
import type { FeedEntity } from '../../shared/protocol/feed.ts'

/** One warehouse and the counter of its feed. `head` is bumped once per transaction and held to its commit. */
export interface WarehouseTable {
  warehouse: string
  /** New when this database begins a new history. */
  feed_epoch: string
  /** Seq of the newest committed change. */
  head: number
  /** The lowest cursor from which every change is still kept. */
  oldest_cursor: number
}

/** Where the newest version of each published row stands. The content is in `feed_changes` at that seq. */
export interface FeedRowTable {
  warehouse: string
  entity: FeedEntity
  key: string
  rev: number
  seq: number
}

/** Every version of every published row, append-only. `document` is the row as JSON text; null = deleted. */
export interface FeedChangeTable {
  warehouse: string
  seq: number
  entity: FeedEntity
  key: string
  rev: number
  document: string | null
  changed_at: Date
  /** Seq of the version before; null = the first one, or one whose predecessor was forgotten before this was kept. */
  replaces: number | null
}

export interface StationTable {
  station_id: string
  warehouse: string
  station_name: string
  /** SHA-256 of the token, hex. The token itself is nowhere. */
  token_hash: string
  /** Epoch whose frames are taken; null until the first push. */
  epoch: string | null
  enrolled_at: Date
}

/** Every journal epoch a station has ever pushed. All but the station's current one are fenced for ever. */
export interface StationEpochTable {
  station_id: string
  epoch: string
  last_seq: number
  last_hash: string
}

/** Every frame that any station pushed, and what became of it. Never deleted. */
export interface StationEventTable {
  station_id: string
  epoch: string
  seq: number
  /** SHA-256 of `frame`, hex. */
  hash: string
  frame: string
  result: 'applied' | 'noop' | 'exception' | 'deferred'
  code: string | null
  received_at: Date
}

export interface PairingCodeTable {
  /** SHA-256 of the code, hex. */
  code_hash: string
  warehouse: string
  created_at: Date
  expires_at: Date
  used_by: string | null
}

/** A waybill number is consumed by the first parcel that was closed with it, for ever. */
export interface WaybillUseTable {
  carrier: string
  waybill_number: string
  order_number: string
  parcel_number: string
  station_id: string
  epoch: string
  seq: number
}

export interface ProductBarcodeTable {
  warehouse: string
  code: string
  sku: string
}

/** Which waybills and tasks belong to an order. Kept by `publish`. */
export interface RowOfOrderTable {
  warehouse: string
  order_number: string
  entity: 'task' | 'waybill'
  key: string
}

/** Orders that nobody has claimed and nothing holds, for the next wave. Kept by `publish`. */
export interface WaitingOrderTable {
  warehouse: string
  order_number: string
  deadline_at: Date
  carrier: string
  /** The only article that it asks for; null = it has several lines. */
  article: string | null
  /** The zone in which all of its goods lie; null = they lie in several, or in none. */
  zone: string | null
  lines: number
  units: number
}

/** Requests that are answered once, and their answers for ever. */
export interface RequestTable {
  /** Whose ids these are: the office, or a station. */
  scope: string
  request_id: string
  /** What was asked for, so that an id that comes back with something else is noticed. */
  fingerprint: string
  /** JSON text; null only within the transaction that makes it. */
  answer: string | null
  received_at: Date
}

export interface WaveTable {
  wave: Generated<number>
  warehouse: string
  station_id: string
  orders: number
  claimed_at: Date
}

/** Ranges of waybill numbers that were given to a station for one of its journals. They never overlap, and never come back. */
export interface LeaseTable {
  lease: Generated<number>
  carrier: string
  station_id: string
  epoch: string
  prefix: string
  digits: number
  first: number
  last: number
  granted_at: Date
  /** When the station said that it will not use the rest; null = it may. */
  burnt_at: Date | null
}

/** Where the next lease of a carrier begins. */
export interface LeaseCounterTable {
  carrier: string
  next: number
}

/** Parcels that are expected back. */
export interface ReturnTable {
  warehouse: string
  order_number: string
  reason: string
  opened_at: Date
}

/** What somebody counted in a bin that was short, once for each frame that says so. */
export interface BinCountTable {
  warehouse: string
  station_id: string
  epoch: string
  seq: number
  order_number: string
  bin: string
  sku: string
  quantity: number
  operator_id: string
  counted_at: Date
  received_at: Date
}

/** An order at which the rules failed. What stations say of it is kept and not applied. */
export interface ParkedOrderTable {
  warehouse: string
  order_number: string
  cause: string
  parked_at: Date
}

/** What a weighed box says of a unit of the article in it. */
export interface UnitWeightTable {
  warehouse: string
  sku: string
  parcel_number: string
  grams: number
  weighed_at: Date
}

/** A picture of goods. Its name is made of its bytes, so it never changes, and articles that look alike share one. */
export interface PictureTable {
  /** SHA-256 of `bytes`, hex. */
  hash: string
  media_type: PictureType
  bytes: Uint8Array
  received_at: Date
}

export interface Tables {
  parked_orders: ParkedOrderTable
  bin_counts: BinCountTable
  warehouses: WarehouseTable
  feed_rows: FeedRowTable
  feed_changes: FeedChangeTable
  stations: StationTable
  station_epochs: StationEpochTable
  station_events: StationEventTable
  pairing_codes: PairingCodeTable
  waybill_uses: WaybillUseTable
  product_barcodes: ProductBarcodeTable
  unit_weights: UnitWeightTable
  pictures: PictureTable
  rows_of_orders: RowOfOrderTable
  waiting_orders: WaitingOrderTable
  requests: RequestTable
  waves: WaveTable
  returns: ReturnTable
  leases: LeaseTable
  lease_counters: LeaseCounterTable
}

export type Database = Kysely<Tables>
export type DatabaseTransaction = Transaction<Tables>
