import { sql, type Kysely } from 'kysely'

// A migration sees the schema of its own day, never today's types.
type Schema = Kysely<unknown>

/** What was counted in bins that were short. */
export async function createBinCounts(database: Schema): Promise<void> {
  await database.schema
    .createTable('bin_counts')
    .addColumn('warehouse', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('order_number', 'text', (column) => column.notNull())
    .addColumn('bin', 'text', (column) => column.notNull())
    .addColumn('sku', 'text', (column) => column.notNull())
    .addColumn('quantity', 'integer', (column) => column.notNull())
    .addColumn('operator_id', 'text', (column) => column.notNull())
    .addColumn('counted_at', 'timestamptz', (column) => column.notNull())
    .addColumn('received_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('bin_counts_key', ['station_id', 'epoch', 'seq'])
    .execute()
  await database.schema
    .createIndex('bin_counts_by_time')
    .on('bin_counts')
    .columns(['warehouse', 'received_at'])
    .execute()
}

/** How much a waiting order asks for and in which zone it lies, for waves of one walk. A bin's zone is what stands before its first dash. */
export async function addZones(database: Schema): Promise<void> {
  await database.schema
    .alterTable('waiting_orders')
    .addColumn('zone', 'text')
    .addColumn('lines', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`
    update waiting_orders set zone = said.zone, lines = said.lines, units = said.units
    from (
      select row.warehouse, row.key, count(*)::integer as lines,
        sum((line ->> 'quantity')::bigint)::bigint as units,
        case when min(split_part(line ->> 'bin', '-', 1)) = max(split_part(line ->> 'bin', '-', 1))
          then nullif(min(split_part(line ->> 'bin', '-', 1)), '') end as zone
      from feed_rows row join feed_changes version using (warehouse, seq),
        json_array_elements(version.document::json -> 'lines') line
      where row.entity = 'order' and version.document is not null
      group by row.warehouse, row.key
    ) said
    where said.warehouse = waiting_orders.warehouse and said.key = waiting_orders.order_number
  `.execute(database)
}
