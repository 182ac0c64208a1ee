import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addClaims } from './claims-migration.ts'
import { addZones, createBinCounts } from './floor-migrations.ts'

// A migration sees the schema of its own day, never today's types.
type Schema = Kysely<unknown>

async function createFeed(database: Schema): Promise<void> {
  await database.schema
    .createTable('warehouses')
    .addColumn('warehouse', 'text', (column) => column.primaryKey())
    .addColumn('feed_epoch', 'text', (column) => column.notNull())
    .addColumn('head', 'bigint', (column) => column.notNull())
    .addColumn('oldest_cursor', 'bigint', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('feed_rows')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('rev', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_rows_key', ['warehouse', 'entity', 'key'])
    .execute()
  await database.schema
    .createTable('feed_changes')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('rev', 'bigint', (column) => column.notNull())
    .addColumn('document', 'text')
    .addColumn('changed_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_changes_key', ['warehouse', 'seq'])
    .execute()
}

async function createStations(database: Schema): Promise<void> {
  await database.schema
    .createTable('stations')
    .addColumn('station_id', 'text', (column) => column.primaryKey())
    .addColumn('warehouse', 'text', (column) => column.notNull().references('warehouses.warehouse'))
    .addColumn('station_name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('epoch', 'text')
    .addColumn('enrolled_at', 'timestamptz', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('pairing_codes')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('warehouse', 'text', (column) => column.notNull().references('warehouses.warehouse'))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addColumn('used_by', 'text')
    .execute()
}

async function createStationEvents(database: Schema): Promise<void> {
  await database.schema
    .createTable('station_epochs')
    .addColumn('station_id', 'text', (column) => column.notNull().references('stations.station_id'))
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .addColumn('last_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('station_epochs_key', ['station_id', 'epoch'])
    .execute()
  await database.schema
    .createTable('station_events')
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('frame', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('received_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('station_events_key', ['station_id', 'epoch', 'seq'])
    .execute()
}

async function createNumbers(database: Schema): Promise<void> {
  await database.schema
    .createTable('waybill_uses')
    .addColumn('carrier', 'text', (column) => column.notNull())
    .addColumn('waybill_number', 'text', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('parcel_number', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('waybill_uses_key', ['carrier', 'waybill_number'])
    .execute()
  await database.schema
    .createTable('product_barcodes')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('sku', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('product_barcodes_key', ['warehouse', 'code'])
    .execute()
}

/**
 * Every version names the one that it replaces, so that the rows can be read as they were at any place of the feed that
 * is still kept.
 */
async function linkVersions(database: Schema): Promise<void> {
  await database.schema.alterTable('feed_changes').addColumn('replaces', 'bigint').execute()
  await sql`
    update feed_changes version set replaces = linked.replaces
    from (
      select warehouse, seq, lag(seq) over (partition by warehouse, entity, key order by seq) as replaces
      from feed_changes
    ) linked
    where linked.warehouse = version.warehouse and linked.seq = version.seq
      and linked.replaces is not null
  `.execute(database)
}

async function createParkedOrders(database: Schema): Promise<void> {
  await database.schema
    .createTable('parked_orders')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('parked_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('parked_orders_key', ['warehouse', 'order_number'])
    .execute()
}

/** Facts that wait are looked for among all that were ever pushed. */
async function indexWaitingFacts(database: Schema): Promise<void> {
  await sql`
    create index station_events_waiting on station_events (received_at) where result = 'deferred'
  `.execute(database)
}

/** The article of orders that ask for one only, so that waves of one article can be made. */
async function addArticles(database: Schema): Promise<void> {
  await database.schema.alterTable('waiting_orders').addColumn('article', 'text').execute()
  await sql`
    update waiting_orders set article = version.document::json -> 'lines' -> 0 ->> 'sku'
    from feed_rows row join feed_changes version using (warehouse, seq)
    where row.entity = 'order' and row.warehouse = waiting_orders.warehouse
      and row.key = waiting_orders.order_number
      and json_array_length(version.document::json -> 'lines') = 1
  `.execute(database)
}

async function createUnitWeights(database: Schema): Promise<void> {
  await database.schema
    .createTable('unit_weights')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('sku', 'text', (column) => column.notNull())
    .addColumn('parcel_number', 'text', (column) => column.notNull())
    .addColumn('grams', 'integer', (column) => column.notNull())
    .addColumn('weighed_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('unit_weights_key', ['warehouse', 'sku', 'parcel_number'])
    .execute()
  await database.schema
    .createIndex('unit_weights_newest')
    .on('unit_weights')
    .columns(['warehouse', 'sku', 'weighed_at'])
    .execute()
}

async function createPictures(database: Schema): Promise<void> {
  await database.schema
    .createTable('pictures')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bytea', (column) => column.notNull())
    .addColumn('received_at', 'timestamptz', (column) => column.notNull())
    .execute()
}

/** Every step that a database has taken since its creation, by name, oldest first. A released one is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': {
    async up(database: Schema): Promise<void> {
      await createFeed(database)
      await createStations(database)
      await createStationEvents(database)
      await createNumbers(database)
    },
  },
  '0002-claims': { up: addClaims },
  '0003-feed-history': { up: linkVersions },
  '0004-parked-orders': { up: createParkedOrders },
  '0005-waiting-facts': { up: indexWaitingFacts },
  '0006-articles': { up: addArticles },
  '0007-unit-weights': { up: createUnitWeights },
  '0008-bin-counts': { up: createBinCounts },
  '0009-zones': { up: addZones },
  '0010-pictures': { up: createPictures },
}
