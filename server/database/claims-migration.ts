import { sql, type Kysely } from 'kysely'

// A migration sees the schema of its own day, never today's types.
type Schema = Kysely<unknown>

/** What waves, changes of orders and leases need beside the feed. */
export async function addClaims(database: Schema): Promise<void> {
  await createIndexOfRows(database)
  await createWaitingOrders(database)
  await createRequests(database)
  await createWaves(database)
  await createReturns(database)
  await createLeases(database)
}

async function createIndexOfRows(database: Schema): Promise<void> {
  await database.schema
    .createTable('rows_of_orders')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rows_of_orders_key', ['warehouse', 'order_number', 'entity', 'key'])
    .execute()
  await sql`
    insert into rows_of_orders (warehouse, order_number, entity, key)
    select warehouse, version.document::json ->> 'orderNumber', row.entity, row.key
    from feed_rows row join feed_changes version using (warehouse, seq)
    where row.entity in ('task', 'waybill') and version.document is not null
  `.execute(database)
}

async function createWaitingOrders(database: Schema): Promise<void> {
  await database.schema
    .createTable('waiting_orders')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('deadline_at', 'timestamptz', (column) => column.notNull())
    .addColumn('carrier', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('waiting_orders_key', ['warehouse', 'order_number'])
    .execute()
  await database.schema
    .createIndex('waiting_orders_by_deadline')
    .on('waiting_orders')
    .columns(['warehouse', 'deadline_at', 'order_number'])
    .execute()
  await sql`
    insert into waiting_orders (warehouse, order_number, deadline_at, carrier)
    select warehouse, row.key, (version.document::json ->> 'deadlineAt')::timestamptz,
      version.document::json ->> 'carrier'
    from feed_rows row join feed_changes version using (warehouse, seq)
    where row.entity = 'order' and version.document is not null
      and version.document::json ->> 'state' = 'ready'
      and version.document::json ->> 'claimedBy' is null
      and json_array_length(version.document::json -> 'holds') = 0
  `.execute(database)
}

async function createRequests(database: Schema): Promise<void> {
  await database.schema
    .createTable('requests')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('received_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('requests_key', ['scope', 'request_id'])
    .execute()
}

async function createWaves(database: Schema): Promise<void> {
  await database.schema
    .createTable('waves')
    .addColumn('wave', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('orders', 'integer', (column) => column.notNull())
    .addColumn('claimed_at', 'timestamptz', (column) => column.notNull())
    .execute()
}

async function createLeases(database: Schema): Promise<void> {
  await database.schema
    .createTable('lease_counters')
    .addColumn('carrier', 'text', (column) => column.primaryKey())
    .addColumn('next', 'bigint', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('leases')
    .addColumn('lease', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('carrier', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('prefix', 'text', (column) => column.notNull())
    .addColumn('digits', 'integer', (column) => column.notNull())
    .addColumn('first', 'bigint', (column) => column.notNull())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .addColumn('granted_at', 'timestamptz', (column) => column.notNull())
    .addColumn('burnt_at', 'timestamptz')
    .addUniqueConstraint('leases_disjoint', ['carrier', 'first'])
    .execute()
}

async function createReturns(database: Schema): Promise<void> {
  await database.schema
    .createTable('returns')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('returns_key', ['warehouse', 'order_number'])
    .execute()
}
