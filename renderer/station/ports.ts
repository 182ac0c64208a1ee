import type { LabelRequest } from '../../shared/domain/label-request.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Product, ScannedProduct } from '../../shared/domain/product.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { WaveChoice } from '../../shared/protocol/wave.ts'
import type { BenchProfile } from '../../shared/ipc/profile-routes.ts'
import type { BenchWay, FaultCode, HandedOver } from './view.ts'

/** What the station reads. Orders are views: base rows with every durable fact of this station on top. */
export interface StationStore {
  findOrder(orderNumber: string): Promise<Order | undefined>
  findWaybill(waybillNumber: string): Promise<Waybill | undefined>
  waybillsOf(orderNumber: string): Promise<readonly Waybill[]>
  /** From memory; `code` is in its canonical form. */
  findProduct(code: string): ScannedProduct | undefined
  /** Everything that is known of goods. */
  productOf(sku: string): Promise<Product | undefined>
  /** Whether it has every order; false while a first sync is on its way. */
  isComplete(): boolean
  /** Orders that this station has claimed and not finished, the one worked on last first. */
  ordersInWork(stationId: string): Promise<readonly Order[]>
  /** Orders that this station has claimed and not finished, and those that were stopped while goods of theirs lie in a tote. */
  ordersHere(stationId: string): Promise<readonly Order[]>
  /** What conflicts and short bins left for this station to do and it has not done, its own newest facts included. */
  openTasks(): Promise<readonly Task[]>
}

/** A wave that the centre gave to this station. Its orders come with the pull. */
export interface ClaimedWave {
  /** null = there was nothing to claim. */
  readonly waveNumber: string | null
  readonly orderCount: number
}

/** The centre, as far as it must be asked and cannot just be told. */
export interface StationCentre {
  claimWave(choice: WaveChoice): Promise<Result<ClaimedWave, FaultCode>>
}

/** The way to the journal and the printer. Answers only when the facts are durable. */
export interface StationJournal {
  commit(
    events: readonly DomainEvent[],
    labels: readonly LabelRequest[],
  ): Promise<Result<null, FaultCode>>
  /** The next leased number of a carrier; null = none is left. Only the commit that names it consumes it. */
  nextNumber(carrier: string): Promise<string | null>
  startLabel(label: LabelRequest): Promise<Result<null, FaultCode>>
}

/** Paper that is no label. */
export interface StationPrinter {
  /** Prints the list of parcels that one courier takes; ok when the printer took every page. */
  printManifest(parcels: readonly HandedOver[]): Promise<Result<null, FaultCode>>
  /** Prints what is in the box of a label, at the printer for that. */
  printPackingList(label: LabelRequest): Promise<Result<null, FaultCode>>
}

/** What only the main process can change. */
export interface StationMain {
  /** Works by a profile from now on, after a restart too: labels go to its printer. */
  chooseProfile(code: string): Promise<Result<null, FaultCode>>
}

/** Everything that the station needs from outside. */
export interface StationPorts {
  readonly store: StationStore
  readonly journal: StationJournal
  readonly centre: StationCentre
  readonly printer: StationPrinter
  readonly main: StationMain
  readonly stationId: string
  /** Who works here until a badge is scanned. */
  readonly operatorId: string
  /** How the bench works at the start. */
  readonly way: BenchWay
  /** What the bench may be for. */
  readonly profiles: readonly BenchProfile[]
  /** Numbers of the badges of those who may say that a weight is right, take an order over or let another article go in; none = everybody may. */
  readonly supervisors: readonly string[]
  /** UTC, ISO 8601. */
  readonly now: () => string
  /** The date where the bench stands, `YYYY-MM-DD`. */
  readonly today: () => string
  readonly newId: () => string
  /** Hears of a throw, which is a bug. */
  readonly onBug: (cause: unknown) => void
}
