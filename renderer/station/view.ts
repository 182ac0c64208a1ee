import type { Order } from '../../shared/domain/order.ts'
import type { LabelState } from '../../shared/domain/parcel.ts'
import type { Refusal } from '../../shared/domain/refusal.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { CountedStep } from '../../shared/domain/rules/pick.ts'
import type { ConflictTask, CountTask } from '../../shared/domain/task.ts'
import type { Stop } from '../../shared/domain/walk.ts'

/** The scenarios a scanner can work in. */
export const scenarioNames = [
  'queue',
  'walk',
  'bench',
  'hand-over',
  'labels',
  'shift',
  'scanners',
] as const
export type ScenarioName = (typeof scenarioNames)[number]

/** Where the bench stands with its open order. Each phase says what to scan next. */
export const benchPhases = [
  'no-order',
  'picking',
  'packing',
  'awaiting-substitute',
  'awaiting-carton',
  'awaiting-weight',
  'awaiting-waybill',
  'label-printing',
  'label-failed',
  'label-unknown',
  'awaiting-scan-back',
] as const
export type BenchPhase = (typeof benchPhases)[number]

/** Where a walk through the shelves stands. */
export const walkPhases = ['no-walk', 'collecting', 'awaiting-tote', 'collected'] as const
export type WalkPhase = (typeof walkPhases)[number]

/** What the last scan did, when it was not refused. Each code has a text in both languages. */
export const noticeCodes = [
  'welcome',
  'order-opened',
  'order-resumed',
  'item-picked',
  'item-packed',
  'item-unpacked',
  'line-short',
  'quantity-armed',
  'carton-chosen',
  'parcel-closed',
  'label-confirmed',
  'parcel-handed-over',
  'label-requested-again',
  'order-set-aside',
  'acknowledged',
  'double-read-ignored',
  'scenario-changed',
  'label-sent',
  'label-outcome-unknown',
  'label-failed',
  'task-arrived',
  'task-done',
  'parcel-relabelled',
  'number-voided',
  'order-taken-over',
  'wave-claimed',
  'wave-empty',
  'wave-put-back',
  'wave-nothing-to-put-back',
  'label-found',
  'test-label-read',
  'courier-chosen',
  'manifest-printed',
  'packing-list-printed',
  'operator-changed',
  'bench-locked',
  'walk-begun',
  'walk-none',
  'walk-collected',
  'tote-needed',
  'item-in-tote',
  'item-on-cart',
  'order-collected',
  'tote-right',
  'bin-reached',
  'item-put-back',
  'stop-short',
  'count-asked',
  'count-none',
  'count-chosen',
  'count-left',
  'bin-counted',
  'item-damaged',
  'supervisor-needed',
  'substitute-needed',
  'substitute-left',
  'line-substituted',
  'trial-read',
  'trial-refused',
  'profile-chosen',
] as const
export type NoticeCode = (typeof noticeCodes)[number]

/** Faults that are no refusals of the rules: the machine could not do it. */
export const faultCodes = [
  'journal-stopped',
  'disk-used-up',
  'turned-away',
  'main-unreachable',
  'print-refused',
  'program-fault',
  'centre-needed',
  'sheet-not-printed',
  'profile-not-kept',
] as const
export type FaultCode = (typeof faultCodes)[number]

/**
 * The loudest thing on the screen. `right` is shown only after the journal has answered; `wrong` freezes further scans
 * until it is acknowledged.
 */
export type Feedback =
  | { readonly tone: 'right' | 'notice'; readonly code: NoticeCode; readonly data: Refusal['data'] }
  | {
      readonly tone: 'wrong'
      readonly code: Refusal['code'] | FaultCode
      readonly data: Refusal['data']
    }

/** The label that the open order's current parcel carries. */
export interface BenchLabel {
  readonly printJobId: string
  readonly waybillNumber: string
  readonly state: LabelState
  readonly reprints: number
}

/** An order that another station has. */
export interface ForeignOrder {
  readonly orderNumber: string
  readonly stationId: string
}

/** What a bench is for. */
export interface BenchWay {
  /** null = it works by its settings alone. */
  readonly profile: { readonly code: string; readonly name: string } | null
  readonly flow: BenchFlow
  /** Whether a packed box is weighed before its label prints. */
  readonly weighs: boolean
  /** Whether a label waits until somebody has said which carton it goes on. */
  readonly asksCarton: boolean
}

export type BenchFlow = 'pick-and-pack' | 'pick-then-pack'

/** A scan that was only to be tried. */
export interface TrialScan {
  /** Grows with every one. */
  readonly number: number
  /** Empty when it was typed by hand. */
  readonly scannerId: string
  readonly text: string
  readonly aim: string | null
}

/** Units that one scan has packed. */
export interface PackedStep {
  readonly name: string
  readonly shares: readonly {
    readonly lineId: string
    readonly quantity: number
    readonly serial?: string | undefined
  }[]
}

/** How many still lie in a bin that was short? */
export interface BinQuestion {
  readonly task: CountTask
  /** The number of the card that was scanned, or that was typed; null = none was, and OK says that nothing lies there. */
  readonly quantity: number | null
}

/** What only a supervisor may say. */
export type Approval =
  | { readonly kind: 'accept-weight' }
  | { readonly kind: 'take-over'; readonly reason: string }
  | {
      readonly kind: 'substitute'
      readonly lineId: string
      readonly article: Pick<Product, 'sku' | 'name' | 'unitWeightGrams' | 'bin'>
      /** Name of the article that is not there. */
      readonly insteadOf: string
      readonly reason: string
    }

/** A line whose article is not there, while the one that goes in instead was not named yet. */
export interface Replacing {
  readonly lineId: string
  /** What was being done with the order, which goes on afterwards. */
  readonly step: CountedStep
  readonly reason: string
}

/** Units that were scanned on a walk. */
export interface WalkStep {
  readonly orderNumber: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Where they went; null = loose on the cart. */
  readonly tote: string | null
  readonly shares: readonly { readonly lineId: string; readonly quantity: number }[]
}

/** One walk through the shelves, for all orders of a wave. */
export interface Walk {
  readonly waveNumber: string
  /** Orders of the wave whose packing has not begun, by number. */
  readonly orders: readonly Order[]
  /** Orders of the wave that were stopped, by a short bin or by the office, while goods of theirs lie in a tote. */
  readonly stopped: readonly Order[]
  /** What they still lack, by bin. */
  readonly stops: readonly Stop[]
  /** The bin that was scanned; null = the first stop is next. */
  readonly bin: string | null
  /** Units in the hand, whose order has no tote yet. Nothing has counted them. */
  readonly inHand: Omit<WalkStep, 'tote' | 'shares'> | null
  /** What the last scan of goods counted; null = there is nothing to undo. */
  readonly last: WalkStep | null
}

/** Everything that a screen shows of the station; a new object after every change, never mutated. */
export interface StationView {
  readonly scenario: ScenarioName
  readonly phase: BenchPhase
  readonly order: Order | null
  /** The line that the last scan counted for. */
  readonly activeLineId: string | null
  /** How many units the next scan of goods counts; 1 unless a quantity card was scanned. */
  readonly armedQuantity: number
  /** What the last scan of goods put into the open parcel; null = there is nothing to undo. */
  readonly lastPacked: PackedStep | null
  readonly label: BenchLabel | null
  /** What another article is to go in for; null = the order is worked on as it is. */
  readonly replacing: Replacing | null
  /** null = no wave of this bench has anything left to pick. */
  readonly walk: Walk | null
  readonly walkPhase: WalkPhase
  /** The task that the last scan was about; scanning the same parcel again ends it. */
  readonly task: ConflictTask | null
  /** The bin of which is asked how many still lie there; null = none. Whatever else is scanned ends the question, not its task. */
  readonly count: BinQuestion | null
  /** An order that was refused because another station has it. */
  readonly foreign: ForeignOrder | null
  readonly feedback: Feedback
  /** Grows with every feedback, so that the same message twice is seen and heard twice. */
  readonly feedbackSerial: number
  /** True while a wrong waits to be acknowledged: further scans are refused with their own sound. */
  readonly frozen: boolean
  /** Scans that were refused because of that; each is heard as the sound of a frozen bench. */
  readonly blockedScans: number
  /** The text of the last scan as it was read, or as somebody typed it; empty before the first. */
  readonly lastScan: string
  /** Whether a scanner has read anything since the program was started. */
  readonly hasScanned: boolean
  /** How many bytes came that made no code, when the last scan was read as none; 0 = it was read. */
  readonly unreadBytes: number
  /** Scans that wait for their turn. */
  readonly waitingScans: number
  /** Parcels handed over since the last list was printed, newest first. */
  readonly handedOver: readonly HandedOver[]
  /** The courier who is here, so that parcels of others are refused; null = any. */
  readonly courier: string | null
  /** What was scanned where scanners are set up and went no further, newest first. */
  readonly trials: readonly TrialScan[]
  /** How this bench works: by its settings, or by the profile whose card was scanned last. */
  readonly way: BenchWay
  /** Whether the test label was scanned since the checks of a shift began. */
  readonly isTestRead: boolean
  /** What waits for the badge of a supervisor; null = nothing does. */
  readonly approval: Approval | null
  /** Who works here, as facts name them: the number of the badge that was scanned last. */
  readonly operatorId: string
  /** What the scale says now; null = nothing yet, or there is none. */
  readonly weight: ScaleWeight | null
  /** What the list of labels is narrowed to: a waybill or an order number; empty = all. */
  readonly labelSearch: string
  /** Nobody has worked here for a while: only a badge opens the bench again. */
  readonly locked: boolean
  /** False until cache and journal were read. */
  readonly ready: boolean
}

/** A parcel that a courier has. */
export interface HandedOver {
  readonly orderNumber: string
  readonly waybillNumber: string
  readonly carrier: string
}

/** What a scale says. */
export interface ScaleWeight {
  readonly scaleId: string
  readonly grams: number
  /** The pan has come to rest with it. */
  readonly isSteady: boolean
}

/** One label, by the parcel that it is on. */
export interface LabelPlace {
  readonly orderNumber: string
  readonly waybillNumber: string
}
