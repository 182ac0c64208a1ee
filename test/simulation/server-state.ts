import type { Order } from '../../shared/domain/order.ts'
import { factOf, type JournalFrame } from '../../shared/protocol/frame.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Selectable } from 'kysely'
import type { BinCountTable } from '../../server/database/tables.ts'
import { untilAnswered } from './quiet.ts'
import type { SimulatedCentre } from './simulated-centre.ts'

/** A frame as the centre keeps it, with what became of it. */
export interface StoredEvent {
  readonly stationId: string
  readonly epoch: string
  readonly seq: number
  readonly text: string
  readonly fact: DomainEvent | null
  readonly result: string
  readonly code: string | null
}

/** Everything that the centre holds, at one moment. */
export interface ServerState {
  readonly feedEpoch: string
  readonly head: number
  /** Newest rows that are not deleted, as `entity key`. */
  readonly rows: ReadonlyMap<string, { readonly rev: number; readonly row: unknown }>
  readonly events: readonly StoredEvent[]
  /** Counts of bins, each as the journal place of its fact. */
  readonly binCounts: readonly string[]
}

/** Looks into the centre's tables. */
export async function readServerState(centre: SimulatedCentre): Promise<ServerState> {
  const { database, warehouse } = centre
  const read = async (): Promise<ServerState> => {
    const feed = await database
      .selectFrom('warehouses')
      .selectAll()
      .where('warehouse', '=', warehouse)
      .executeTakeFirstOrThrow()
    const versions = await database
      .selectFrom('feed_rows')
      .innerJoin('feed_changes', (join) =>
        join
          .onRef('feed_changes.warehouse', '=', 'feed_rows.warehouse')
          .onRef('feed_changes.seq', '=', 'feed_rows.seq'),
      )
      .select(['feed_rows.entity', 'feed_rows.key', 'feed_rows.rev', 'feed_changes.document'])
      .execute()
    const events = await database
      .selectFrom('station_events')
      .selectAll()
      .orderBy('station_id')
      .orderBy('epoch')
      .orderBy('seq')
      .execute()
    const binCounts = await database.selectFrom('bin_counts').selectAll().execute()
    const rows = versions.flatMap(({ entity, key, rev, document }) =>
      document === null
        ? []
        : [[`${entity} ${key}`, { rev, row: JSON.parse(document) as unknown }] as const],
    )
    return {
      feedEpoch: feed.feed_epoch,
      head: feed.head,
      rows: new Map(rows),
      binCounts: binCounts.map(placeOfCount),
      events: events.map(({ station_id: stationId, frame: text, epoch, seq, result, code }) => {
        const fact = factOf(JSON.parse(text) as JournalFrame)
        return { ...{ stationId, epoch, seq, text, result, code }, fact }
      }),
    }
  }
  return untilAnswered(read())
}

function placeOfCount(count: Selectable<BinCountTable>): string {
  const { station_id: stationId, epoch, seq, bin, sku, quantity } = count
  return `${stationId} ${epoch} ${String(seq)}: ${String(quantity)} × ${sku} in ${bin}`
}

/** The orders among the rows. */
export function ordersOf(state: ServerState): readonly Order[] {
  return [...state.rows].flatMap(([name, { row }]) =>
    name.startsWith('order ') ? [row as Order] : [],
  )
}

/** The tasks among the rows. */
export function tasksOf(state: ServerState): readonly Task[] {
  return [...state.rows].flatMap(([name, { row }]) =>
    name.startsWith('task ') ? [row as Task] : [],
  )
}
