import type { CommandCard, ScanMeaning } from '../../shared/domain/meaning.ts'
import type { RefusalCode } from '../../shared/domain/refusal.ts'
import type { BenchPhase, ScenarioName } from './view.ts'

/** What a scan sets off. */
export type ScanAction =
  | 'open-order'
  | 'pick-item'
  | 'pack-item'
  | 'pack-single'
  | 'confirm-label'
  | 'hand-over'
  | 'find-label'
  | { readonly refuse: RefusalCode }

/** What each kind of code does in one state, and which kind wins when a code could be several. */
export interface ScanRules {
  readonly expects: readonly ScanMeaning['kind'][]
  readonly order: ScanAction
  readonly item: ScanAction
  readonly waybill: ScanAction
}

const opening: ScanRules = {
  expects: ['order', 'waybill', 'item'],
  order: 'open-order',
  item: 'pack-single',
  waybill: 'confirm-label',
}

const labelling: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: 'open-order',
  item: 'pack-item',
  waybill: 'confirm-label',
}

const filling: ScanRules = {
  expects: ['item', 'order', 'waybill'],
  order: 'open-order',
  item: 'pack-item',
  waybill: 'confirm-label',
}

const bench: Readonly<Record<BenchPhase, ScanRules>> = {
  'no-order': opening,
  picking: { ...filling, item: 'pick-item' },
  packing: filling,
  'awaiting-weight': filling,
  'awaiting-waybill': filling,
  'label-printing': labelling,
  'label-failed': labelling,
  'label-unknown': labelling,
  'awaiting-scan-back': labelling,
}

const handOver: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: { refuse: 'not-expected-here' },
  item: { refuse: 'not-expected-here' },
  waybill: 'hand-over',
}

const labels: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: 'find-label',
  item: { refuse: 'not-expected-here' },
  waybill: 'find-label',
}

/** The rules of one state. The queue is a bench with nothing open: scanning an order there starts it. */
export function scanRules(scenario: ScenarioName, phase: BenchPhase): ScanRules {
  if (scenario === 'hand-over') return handOver
  // Goods that are scanned to try the scanner are not packed.
  if (scenario === 'shift') return { ...opening, item: { refuse: 'no-order-open' } }
  return scenario === 'labels' ? labels : bench[phase]
}

/** What a command card asks for. */
export type CardAction =
  | 'acknowledge'
  | 'set-aside'
  | 'reprint-label'
  | 'retry-label'
  | 'close-parcel'
  | 'undo'
  | 'short-line'
  | 'accept-weight'
  | 'claim-wave'
  | 'claim-article-wave'
  | 'put-back-wave'
  | 'take-over'
  | 'test-read'
  | { readonly show: ScenarioName }

const cards: Readonly<Record<CommandCard, CardAction>> = {
  OK: 'acknowledge',
  LATER: 'set-aside',
  REPRINT: 'reprint-label',
  PRINT: 'retry-label',
  CLOSE: 'close-parcel',
  UNDO: 'undo',
  SHORT: 'short-line',
  ACCEPT: 'accept-weight',
  BENCH: { show: 'bench' },
  HANDOVER: { show: 'hand-over' },
  QUEUE: { show: 'queue' },
  WAVE: 'claim-wave',
  WAVE1: 'claim-article-wave',
  PUTBACK: 'put-back-wave',
  TAKEOVER: 'take-over',
  LABELS: { show: 'labels' },
  START: { show: 'shift' },
  TEST: 'test-read',
}

/** Phases in which a card that works on the open order makes sense; cards not named here work everywhere. */
const phasesOfAction: Partial<Record<string, readonly BenchPhase[]>> = {
  'reprint-label': ['label-unknown', 'awaiting-scan-back'],
  'retry-label': ['label-failed'],
  'close-parcel': ['packing', 'awaiting-weight', 'awaiting-waybill'],
  undo: ['packing', 'awaiting-weight', 'awaiting-waybill'],
  'short-line': ['picking', 'packing'],
  'accept-weight': ['awaiting-weight'],
  'arm-quantity': ['picking', 'packing'],
}

/** The action of a command card in one state, or the refusal when it has no meaning there. */
export function cardAction(
  card: CommandCard,
  phase: BenchPhase,
): CardAction | { readonly refuse: RefusalCode } {
  const action = cards[card]
  if (typeof action !== 'string') return action
  return mayAct(action, phase) ? action : { refuse: 'not-expected-here' }
}

/** Whether an action makes sense in a phase. */
export function mayAct(action: string, phase: BenchPhase): boolean {
  if (action === 'set-aside') return phase !== 'no-order'
  return phasesOfAction[action]?.includes(phase) ?? true
}
