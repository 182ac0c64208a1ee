import { openTasksAfter } from '../../../shared/domain/count-task.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { SizeMm } from '../../../shared/domain/carton.ts'
import type { ScannedProduct } from '../../../shared/domain/product.ts'
import type { Task } from '../../../shared/domain/task.ts'
import type { Waybill } from '../../../shared/domain/waybill.ts'
import type { RawScan } from '../../../shared/ipc/events.ts'
import type { BenchProfile } from '../../../shared/ipc/profile-routes.ts'
import type {
  ClaimedWave,
  StationCentre,
  StationJournal,
  StationStore,
} from '../../../renderer/station/ports.ts'
import { createStation, type RunningStation } from '../../../renderer/station/station.ts'
import type { BenchFlow, FaultCode, StationView } from '../../../renderer/station/view.ts'
import { until } from '../../wait/until.ts'
import {
  aWaybill,
  anOrder,
  labelFact,
  operatorId,
  stationId,
  waybillNumber,
} from '../domain/bench-rules.ts'

/** Orders in these states are not in work. */
const overStates: readonly Order['state'][] = ['shipped', 'cancelled', 'held', 'exception']

/** What the codes on the shelf stand for. */
const goods = new Map<string, ScannedProduct>([
  ['06901234567892', { sku: 'SKU-1', name: 'Goods SKU-1', unitWeightGrams: 0 }],
  ['SKU-2-CODE', { sku: 'SKU-2', name: 'Goods SKU-2', unitWeightGrams: 0 }],
  ['SKU-3-CODE', { sku: 'SKU-3', name: 'Goods SKU-3', unitWeightGrams: 0 }],
  ['BOX-S', aCarton('BOX-S', [200, 150, 100], 60)],
  ['BOX-L', aCarton('BOX-L', [400, 300, 200], 180)],
])
/** What else is known of them. */
const shelf = { barcodes: [], unitWeightGrams: 250, bin: 'B-07-02' }
export const itemCode = '6901234567892'
export const otherItemCode = 'SKU-2-CODE'

function aCarton(sku: string, innerMm: SizeMm, unitWeightGrams: number): ScannedProduct {
  return { sku, name: `Box ${sku}`, unitWeightGrams, carton: { innerMm } }
}

/** Something that the test lets go on, or that fails when it says so. */
class Gate {
  #open = true
  #waiting: (() => void)[] = []

  close(): void {
    this.#open = false
  }

  /** Lets new ones pass; those that wait go on waiting. */
  overtake(): void {
    this.#open = true
  }

  open(): void {
    this.#open = true
    for (const pass of this.#waiting.splice(0)) pass()
  }

  async pass(): Promise<void> {
    if (!this.#open) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  waiting(): number {
    return this.#waiting.length
  }
}

export interface DeskChoice {
  readonly orders?: readonly Order[]
  readonly waybills?: readonly Waybill[]
  readonly flow?: BenchFlow
  readonly weighs?: boolean
  readonly asksCarton?: boolean
  readonly supervisors?: readonly string[]
  readonly profiles?: readonly BenchProfile[]
}

/** A station over a store and a journal in memory. What the journal takes is in the store before its answer. */
export class Desk {
  readonly station: RunningStation
  readonly orders: Map<string, Order>
  waybills: readonly Waybill[]
  /** Every fact that became durable, in order. */
  readonly facts: DomainEvent[] = []
  /** Labels that the journal started with its commits, and those that were started again. */
  readonly labels: LabelRequest[] = []
  readonly restarted: LabelRequest[] = []
  readonly bugs: unknown[] = []
  /** Every view that was shown, as the screens see them. */
  readonly seen: StationView[] = []
  readonly commitGate = new Gate()
  readonly readGate = new Gate()
  today = '2026-11-24'
  fault: FaultCode | null = null
  storeFault: Error | null = null
  isComplete = true
  /** False while the cache has orders and no goods yet. */
  knowsGoods = true
  sheetFault: FaultCode | null = null
  profileFault: FaultCode | null = null
  /** Codes of profiles that main was told of. */
  readonly chosenProfiles: string[] = []
  /** Lists for couriers that were printed: the numbers on each. */
  readonly packingLists: string[] = []
  readonly manifests: (readonly string[])[] = []
  /** Leased numbers. */
  numbers: readonly string[] = []
  /** What conflicts left for this station, done or not. */
  tasks: readonly Task[] = []
  /** What the centre answers to a claim; null = nothing. */
  wave: ClaimedWave | null = null
  #ids = 0
  #scans = 0

  constructor(choice: DeskChoice = {}) {
    const { orders, waybills, flow = 'pick-and-pack', weighs = false } = choice
    const { asksCarton = false, supervisors = [], profiles = [] } = choice
    const all = orders ?? [anOrder([['SKU-1', 2]])]
    this.orders = new Map(all.map((order) => [order.orderNumber, order]))
    this.waybills = waybills ?? [aWaybill(waybillNumber)]
    this.station = createStation({
      ...{
        store: this.#store(),
        centre: this.#centre(),
        journal: this.#journal(),
        stationId,
        operatorId,
        way: { profile: null, flow, weighs, asksCarton },
        ...{ supervisors, profiles },
      },
      main: {
        chooseProfile: (code) => {
          if (this.profileFault) return Promise.resolve(fail(this.profileFault))
          this.chosenProfiles.push(code)
          return Promise.resolve(succeed(null))
        },
      },
      printer: {
        printManifest: (parcels) => {
          if (this.sheetFault) return Promise.resolve(fail(this.sheetFault))
          this.manifests.push(parcels.map(({ waybillNumber }) => waybillNumber))
          return Promise.resolve(succeed(null))
        },
        printPackingList: ({ parcelNumber }) => {
          if (this.sheetFault) return Promise.resolve(fail(this.sheetFault))
          this.packingLists.push(parcelNumber)
          return Promise.resolve(succeed(null))
        },
      },
      now: () => '2026-11-24T01:00:00.000Z',
      today: () => this.today,
      newId: () => `job-${String((this.#ids += 1))}`,
      onBug: (cause) => this.bugs.push(cause),
    })
    this.station.subscribe(() => this.seen.push(this.station.view()))
  }

  get view(): StationView {
    return this.station.view()
  }

  /** What the band says now, as `tone code`. */
  get said(): string {
    const { tone, code } = this.view.feedback
    return `${tone} ${code}`
  }

  order(orderNumber = 'SO-1'): Order {
    const order = this.orders.get(orderNumber)
    if (!order) throw new Error(`no order ${orderNumber}`)
    return order
  }

  typesOf(): readonly string[] {
    return this.facts.map(({ type }) => type)
  }

  /** Puts a scan before the station and goes on at once. */
  puts(text: string, read: Partial<Pick<RawScan, 'fault' | 'aim' | 'byteCount'>> = {}): void {
    this.#scans += 1
    const scanId = `scan-${String(this.#scans)}`
    const raw = { scanId, scannerId: 'scanner-1', text, aim: null, fault: null }
    this.station.receive({ ...raw, startedMs: 0, endedMs: 0, byteCount: text.length, ...read })
  }

  /** Scans one code after the other, and waits after each until the station has said something new. */
  async scans(...codes: readonly string[]): Promise<void> {
    for (const code of codes) await this.hears(() => this.puts(code))
  }

  /** Does something and waits until the station has answered it. */
  async hears(act: () => void): Promise<void> {
    const { feedbackSerial, blockedScans } = this.view
    act()
    await until('the station answers', () => {
      const now = this.view
      return now.feedbackSerial > feedbackSerial || now.blockedScans > blockedScans
    })
  }

  /** What the printer says about a job, through journal and store to the station. */
  async printer(outcome: Parameters<typeof labelFact>[0], printJobId = 'job-1'): Promise<void> {
    const fact = labelFact(outcome, printJobId)
    this.#takeIn(fact)
    this.station.follow([fact])
    await until('the view shows it', () => {
      const { order } = this.view
      return order?.orderNumber !== 'SO-1' || order === this.order()
    })
  }

  /** The centre changes an order; the cache tells the station. */
  centreChanges(change: Partial<Order>, orderNumber = 'SO-1'): void {
    this.orders.set(orderNumber, { ...this.order(orderNumber), ...change })
    this.station.refresh()
  }

  #takeIn(fact: DomainEvent): void {
    const { orderNumber } = fact.body
    this.facts.push(fact)
    this.orders.set(orderNumber, evolve(this.order(orderNumber), fact))
  }

  #ordersAt(station: string): readonly Order[] {
    return [...this.orders.values()].filter(({ claimedBy }) => claimedBy === station)
  }

  #store(): StationStore {
    return {
      findOrder: async (orderNumber) => {
        if (this.storeFault) throw this.storeFault
        const order = this.orders.get(orderNumber)
        await this.readGate.pass()
        return order
      },
      findWaybill: (number) =>
        Promise.resolve(this.waybills.find((row) => row.waybillNumber === number)),
      waybillsOf: (orderNumber) =>
        Promise.resolve(this.waybills.filter((row) => row.orderNumber === orderNumber)),
      findProduct: (code) =>
        this.knowsGoods
          ? (goods.get(code) ?? [...goods.values()].find(({ sku }) => sku === code))
          : undefined,
      productOf: (sku) => {
        const known = [...goods.values()].find((product) => product.sku === sku)
        return Promise.resolve(known && { ...known, ...shelf })
      },
      isComplete: () => this.isComplete,
      ordersInWork: (by) =>
        Promise.resolve(this.#ordersAt(by).filter(({ state }) => !overStates.includes(state))),
      ordersHere: (by) => Promise.resolve(this.#ordersAt(by)),
      openTasks: () => {
        const facts = this.facts.map((fact) => {
          return { fact, order: this.orders.get(fact.body.orderNumber) }
        })
        return Promise.resolve(openTasksAfter(this.tasks, facts, stationId))
      },
    }
  }

  #centre(): StationCentre {
    return {
      claimWave: () =>
        Promise.resolve(this.wave ? succeed(this.wave) : fail('centre-needed' as const)),
    }
  }

  #journal(): StationJournal {
    return {
      commit: async (events, labels): Promise<Result<null, FaultCode>> => {
        await this.commitGate.pass()
        if (this.fault) return fail(this.fault)
        for (const fact of events) this.#takeIn(fact)
        this.labels.push(...labels)
        this.station.follow(events)
        return succeed(null)
      },
      nextNumber: () => {
        const used = new Set(
          this.facts.flatMap((fact) =>
            fact.type === 'parcel.closed' || fact.type === 'parcel.relabelled'
              ? [fact.body.waybillNumber]
              : [],
          ),
        )
        return Promise.resolve(this.numbers.find((number) => !used.has(number)) ?? null)
      },
      startLabel: (label): Promise<Result<null, FaultCode>> => {
        if (this.fault) return Promise.resolve(fail(this.fault))
        this.restarted.push(label)
        return Promise.resolve(succeed(null))
      },
    }
  }
}
