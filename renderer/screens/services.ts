import { createContext, useContext } from 'react'
import type { Carton, CartonSuggestion } from '../../shared/domain/carton.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { SheetOutcome } from '../../shared/ipc/routes.ts'
import type { Language, StationDescription, StationNames } from '../../shared/ipc/station-routes.ts'
import type { Sound } from '../components/sound-plan.ts'
import type { BatchBoard } from '../state/batch-board.ts'
import type { HealthReading } from '../state/health-board.ts'
import type { Observable } from '../state/observable.ts'
import type { PictureBoard } from '../state/picture-board.ts'
import type { PrintBoard } from '../state/print-board.ts'
import type { PreferencesStore } from '../state/preferences.ts'
import type { PromptBoard } from '../state/prompt-board.ts'
import type { TrialBoard } from '../state/trial-board.ts'
import type { Station } from '../station/intents.ts'
import type { LabelPlace } from '../station/view.ts'
import type { CacheQueries } from '../store/queries.ts'

/** Both clocks in ms: since 1970 for what people read, monotonic for ages. */
export interface ScreenClock {
  nowMs(): number
  monotonicMs(): number
}

/** A label that may have been printed at any bench. */
export interface PackedLabel extends LabelPlace {
  /** The station that has its order. */
  readonly stationId: string
}

/** Everything the screens reach the rest of the program through. */
export interface ScreenServices {
  readonly station: Station
  readonly cache: CacheQueries
  readonly bridge: Pick<HoldfastBridge, 'request'>
  readonly description: StationDescription
  readonly health: Observable<HealthReading | null>
  readonly stationNames: Observable<StationNames>
  readonly prints: Pick<PrintBoard, 'read' | 'subscribe'>
  readonly batch: BatchBoard
  /** What is heard of scanners while they are set up. */
  readonly trials: TrialBoard
  /** The label of a parcel by its number, or the first of an order, whichever bench has packed it; null = there is none. */
  packedLabel(text: string): Promise<PackedLabel | null>
  /** Prints something that is no waybill, and answers what became of it. @param printerId null = where labels go */
  printSheet(printerId: string | null, template: string, data: unknown): Promise<SheetOutcome>
  readonly pictures: Pick<PictureBoard, 'read' | 'latest' | 'subscribe'>
  readonly clock: ScreenClock
  play(sound: Sound): void
  /** Says a text aloud. */
  speak(text: string, language: Language): void
  /** A code that stands for one unit of this SKU; null when the goods have none. For the virtual scanner. */
  codeFor(sku: string): Promise<string | null>
  /** Name of the picture of an article; null = it has none. */
  pictureOf(sku: string): string | null
  /** Every box that orders are sent in. */
  cartons(): readonly Carton[]
  /** Which carton to take for what an order still has to have packed; null = nobody can say. */
  cartonAdvice(order: Order): CartonSuggestion | null
  /** A code of goods that this order does not hold; null when no other order is known. For the virtual scanner. */
  codeOutside(order: Order): Promise<string | null>
  /** The waybill of an order's first parcel that is closed and not handed over; null when there is none. */
  waybillFor(orderNumber: string): Promise<string | null>
}

/** What components below the app can reach. */
export interface ScreenContext extends ScreenServices {
  readonly preferences: PreferencesStore
  readonly prompt: PromptBoard
}

export const ServicesContext = createContext<ScreenContext | null>(null)

/** The services of the running app. Throws outside of it, which is a bug. */
export function useServices(): ScreenContext {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('useServices was called outside of the app')
  return services
}
