import { commandCardOf, staffOf, type ScanMeaning } from '../../shared/domain/meaning.ts'
import type { RawScan } from '../../shared/ipc/events.ts'
import type { WaveChoice } from '../../shared/protocol/wave.ts'
import type { CardAction } from './scenario-table.ts'
import type { LabelPlace, ScenarioName } from './view.ts'

/** What a person asks for. */
export type Action =
  | CardAction
  | 'print-manifest'
  | 'leave-count'
  | { readonly chooseCount: number }
  | { readonly count: number }
  | { readonly openCount: string | null }
  | { readonly open: string }
  | { readonly wave: WaveChoice }
  | { readonly reprint: string; readonly place?: LabelPlace }
  | { readonly retry: LabelPlace }
  | { readonly packingList: LabelPlace }
  | { readonly void: LabelPlace; readonly reason: string }
  | { readonly find: string }
  | { readonly takeOver: string }
  | { readonly substitute: string }

/** What the station takes in, one at a time. */
export type Input =
  | { readonly kind: 'scan'; readonly scan: RawScan }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'resume' }
  /** The pan came to rest with a box on it. */
  | { readonly kind: 'weighed' }
  /** The centre stopped the open order. */
  | { readonly kind: 'stop'; readonly orderNumber: string }
  /** Nobody has touched anything for a while. */
  | { readonly kind: 'lock' }
  /** The orders of the walk may be others. */
  | { readonly kind: 'walk' }
  /** A conflict may have left something to do. */
  | { readonly kind: 'tasks' }

/** Whether somebody has scanned or typed it, so that they wait for its answer. */
export function isScan({ kind }: Input): boolean {
  return kind === 'scan' || kind === 'code'
}

/** What a person does, in contrast to what happens. */
export type WorkInput = Extract<Input, { kind: 'scan' | 'code' | 'action' }>

/** Whether goods are counted on this screen. */
export function isPackingPlace(scenario: ScenarioName): boolean {
  return scenario === 'queue' || scenario === 'bench'
}

/** What a scan of a label or an order is looked for by. */
export function codeOf(meaning: ScanMeaning): string {
  if (meaning.kind === 'waybill') return meaning.waybillNumber
  return meaning.kind === 'order' ? meaning.orderNumber : ''
}

/** Whether somebody says that an error was seen. */
export function isAcknowledgement(input: WorkInput): boolean {
  if (input.kind === 'action') return input.action === 'acknowledge'
  return input.kind === 'scan' && commandCardOf(textOf(input)) === 'OK'
}

/** Whether an action answers, or opens, the question how many still lie in a bin; any other ends it. */
export function isAboutCount(action: Action): boolean {
  if (typeof action === 'string') return action === 'leave-count'
  return 'count' in action || 'chooseCount' in action || 'openCount' in action
}

/** Whose badge was scanned; null = something else was, or it was typed. */
export function badgeIn(input: WorkInput): string | null {
  return input.kind === 'scan' ? staffOf(textOf(input)) : null
}

/** What was scanned or typed. */
export function textOf(input: Extract<Input, { kind: 'scan' | 'code' }>): string {
  return (input.kind === 'code' ? input.text : input.scan.text).trim()
}
