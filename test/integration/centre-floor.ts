import type { Order } from '../../shared/domain/order.ts'
import type { Centre } from '../../server/centre.ts'
import type { DatabaseChoice } from '../../server/database/open.ts'
import type { TestPostgres } from '../fakes/postgres.ts'
import {
  enrol,
  fact,
  memoryDatabase,
  packingOf,
  startTestCentre,
  TestJournal,
  type TestStation,
} from './centre-kit.ts'

export const databaseKinds = ['PGlite', 'PostgreSQL'] as const

/** The carrier whose numbers are leased to stations. */
export const leasing = 'sto'

/** A centre with the demo shop, whose orders are given out one after the other. */
export class TestFloor {
  readonly centre: Centre
  readonly #orders: readonly Order[]
  readonly #waybills: ReadonlyMap<string, string>
  #nextOrder = 0
  #nextLeasing = 0
  #nextEpoch = 0

  constructor(centre: Centre, orders: readonly Order[], waybills: ReadonlyMap<string, string>) {
    this.centre = centre
    this.#orders = orders
    this.#waybills = waybills
  }

  /** An order that no test has had yet. */
  freshOrder(isWanted: (order: Order) => boolean = ({ state }) => state === 'ready'): Order {
    const order = this.#orders
      .slice(this.#nextOrder)
      .find((candidate) => candidate.carrier !== leasing && isWanted(candidate))
    if (!order) throw new Error('The demo set has no such order left')
    this.#nextOrder = this.#orders.indexOf(order) + 1
    return order
  }

  /** As `freshOrder`, of the carrier that leases its numbers. */
  freshLeasingOrder(): Order {
    const order = this.#orders.filter(({ carrier }) => carrier === leasing)[this.#nextLeasing]
    if (!order) throw new Error('The demo set has no such order left')
    this.#nextLeasing += 1
    return order
  }

  waybillOf(order: Order): string {
    return this.#waybills.get(order.orderNumber) ?? ''
  }

  /** What this station writes when it packs the whole order. */
  packing(order: Order, by: TestStation) {
    return packingOf(order, by.stationId, this.waybillOf(order))
  }

  claim({ orderNumber }: Order, { stationId }: TestStation) {
    return fact('order.claimed', { orderNumber, stationId, operatorId: 'o' })
  }

  /** A station that was just enrolled, and the journal it begins. */
  async bench(): Promise<{ station: TestStation; journal: TestJournal }> {
    this.#nextEpoch += 1
    const station = await enrol(this.centre, 'bench')
    return { station, journal: new TestJournal(`epoch-${String(this.#nextEpoch)}`) }
  }
}

export async function openFloor(
  kind: (typeof databaseKinds)[number],
  postgres: TestPostgres,
): Promise<TestFloor> {
  if (kind === 'PGlite') return openFloorOn(memoryDatabase)
  return openFloorOn({ kind: 'postgres', url: await postgres.createDatabase() })
}

export async function openFloorOn(database: DatabaseChoice): Promise<TestFloor> {
  const centre = await startTestCentre(database)
  await centre.seedDemo()
  const { rows } = await (await enrol(centre, 'reader')).snapshot()
  const all = [...rows.values()]
  const orders = all.flatMap((row) => (row.entity === 'order' && row.row ? [row.row] : []))
  const waybills = all.flatMap((row) =>
    row.entity === 'waybill' && row.row
      ? [[row.row.orderNumber, row.row.waybillNumber] as const]
      : [],
  )
  return new TestFloor(centre, orders, new Map(waybills))
}
