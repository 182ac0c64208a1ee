import type { CommandCard, ScanMeaning } from '../../shared/domain/meaning.ts'
import type { RefusalCode } from '../../shared/domain/refusal.ts'
import type { BenchPhase, ScenarioName, WalkPhase } from './view.ts'

/** What a scan sets off. */
export type ScanAction =
  | 'open-order'
  | 'pick-item'
  | 'pack-item'
  | 'pack-single'
  | 'choose-carton'
  | 'name-substitute'
  | 'confirm-label'
  | 'hand-over'
  | 'find-label'
  | 'walk-item'
  | 'put-in-tote'
  | 'check-tote'
  | 'open-tote'
  | 'go-to-bin'
  | 'count-bin'
  | 'begin-walk'
  /** Scanners are being set up: the code is shown, and means nothing. */
  | 'try-read'
  | { readonly refuse: RefusalCode }

/** What each kind of code does in one state, and which kind wins when a code could be several. */
export interface ScanRules {
  readonly expects: readonly ScanMeaning['kind'][]
  readonly order: ScanAction
  readonly item: ScanAction
  readonly waybill: ScanAction
  readonly carton: ScanAction
  readonly tote: ScanAction
  /** Known are the bins of a walk on that walk, and everywhere those that wait to be counted. */
  readonly bin: ScanAction
  readonly list: ScanAction
}

const notHere = { refuse: 'not-expected-here' } as const

/** What carries goods to the bench, and the paper that sends somebody for them. */
const carried = { tote: 'open-tote', bin: 'count-bin', list: 'begin-walk' } as const

const opening: ScanRules = {
  expects: ['order', 'waybill', 'item'],
  order: 'open-order',
  item: 'pack-single',
  waybill: 'confirm-label',
  carton: { refuse: 'no-order-open' },
  ...carried,
}

const labelling: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: 'open-order',
  item: 'pack-item',
  waybill: 'confirm-label',
  // Its label says which box it is, and may be on it.
  carton: notHere,
  ...carried,
}

const filling: ScanRules = {
  expects: ['item', 'order', 'waybill'],
  order: 'open-order',
  item: 'pack-item',
  waybill: 'confirm-label',
  carton: 'choose-carton',
  ...carried,
}

/** An article is to be named: a code that is none would leave it open which line was meant. */
const naming: ScanRules = {
  expects: ['item', 'order', 'waybill'],
  item: 'name-substitute',
  ...{ order: { refuse: 'substitute-first' }, waybill: { refuse: 'substitute-first' } },
  ...{ tote: { refuse: 'substitute-first' }, list: { refuse: 'substitute-first' } },
  carton: { refuse: 'substitute-first' },
  bin: { refuse: 'substitute-first' },
}

const bench: Readonly<Record<BenchPhase, ScanRules>> = {
  'no-order': opening,
  picking: { ...filling, item: 'pick-item' },
  packing: filling,
  'awaiting-carton': filling,
  'awaiting-substitute': naming,
  'awaiting-weight': filling,
  'awaiting-waybill': filling,
  'label-printing': labelling,
  'label-failed': labelling,
  'label-unknown': labelling,
  'awaiting-scan-back': labelling,
}

const handOver: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: notHere,
  item: notHere,
  waybill: 'hand-over',
  carton: notHere,
  ...carried,
  tote: notHere,
  bin: notHere,
}

const labels: ScanRules = {
  expects: ['waybill', 'order', 'item'],
  order: 'find-label',
  item: notHere,
  waybill: 'find-label',
  carton: notHere,
  ...carried,
  tote: notHere,
  bin: notHere,
}

/** On a walk a label or an order number is nothing to go for. */
const walking = {
  expects: ['item', 'order', 'waybill'],
  order: notHere,
  waybill: notHere,
  carton: notHere,
} as const

const walk: Readonly<Record<WalkPhase, ScanRules>> = {
  'no-walk': { ...walking, ...carried, item: { refuse: 'no-walk' } },
  collecting: {
    ...{ ...walking, item: 'walk-item', tote: 'check-tote', bin: 'go-to-bin' },
    list: 'begin-walk',
  },
  // Units are in the hand: whatever comes before their tote would lose them.
  'awaiting-tote': {
    ...{ ...walking, item: { refuse: 'tote-first' }, tote: 'put-in-tote' },
    ...{ bin: { refuse: 'tote-first' }, list: { refuse: 'tote-first' } },
  },
  collected: { ...walking, ...carried, item: { refuse: 'not-in-walk' } },
}

/** Where scanners are set up nothing that is scanned reaches the bench. */
const scanners: ScanRules = {
  expects: ['order', 'waybill', 'item'],
  ...{ order: 'try-read', item: 'try-read', waybill: 'try-read' },
  ...{ tote: 'try-read', bin: 'try-read', list: 'try-read', carton: 'try-read' },
}

/** The rules of one state. The queue is a bench with nothing open: scanning an order there starts it. */
export function scanRules(
  scenario: ScenarioName,
  phase: BenchPhase,
  walkPhase: WalkPhase,
): ScanRules {
  if (scenario === 'hand-over') return handOver
  if (scenario === 'walk') return walk[walkPhase]
  if (scenario === 'scanners') return scanners
  // Goods that are scanned to try the scanner are not packed.
  if (scenario === 'shift') return { ...opening, item: { refuse: 'no-order-open' }, bin: notHere }
  return scenario === 'labels' ? labels : bench[phase]
}

/** What a command card asks for. */
export type CardAction =
  | 'acknowledge'
  | 'set-aside'
  | 'reprint-label'
  | 'retry-label'
  | 'void-number'
  | 'close-parcel'
  | 'undo'
  | 'short-line'
  | 'substitute-line'
  | 'undo-pick'
  | 'damaged'
  | 'damaged-pick'
  | 'short-stop'
  | 'accept-weight'
  | 'own-box'
  | 'claim-wave'
  | 'claim-article-wave'
  | 'put-back-wave'
  | 'take-over'
  | 'test-read'
  | 'try-read'
  | { readonly show: ScenarioName }

const cards: Readonly<Record<CommandCard, CardAction>> = {
  OK: 'acknowledge',
  LATER: 'set-aside',
  REPRINT: 'reprint-label',
  PRINT: 'retry-label',
  VOID: 'void-number',
  CLOSE: 'close-parcel',
  UNDO: 'undo',
  SHORT: 'short-line',
  DAMAGED: 'damaged',
  SUBSTITUTE: 'substitute-line',
  ACCEPT: 'accept-weight',
  OWNBOX: 'own-box',
  BENCH: { show: 'bench' },
  HANDOVER: { show: 'hand-over' },
  QUEUE: { show: 'queue' },
  WALK: { show: 'walk' },
  WAVE: 'claim-wave',
  WAVE1: 'claim-article-wave',
  PUTBACK: 'put-back-wave',
  TAKEOVER: 'take-over',
  LABELS: { show: 'labels' },
  START: { show: 'shift' },
  SCANNERS: { show: 'scanners' },
  TEST: 'test-read',
}

/** Phases in which goods lie in a parcel that is still open. */
export const openParcel: readonly BenchPhase[] = [
  'packing',
  'awaiting-carton',
  'awaiting-weight',
  'awaiting-waybill',
]

/** Phases in which a card that works on the open order makes sense; cards not named here work everywhere. */
const phasesOfAction: Partial<Record<string, readonly BenchPhase[]>> = {
  'reprint-label': ['label-unknown', 'awaiting-scan-back'],
  'retry-label': ['label-failed'],
  'void-number': ['label-unknown', 'awaiting-scan-back'],
  'close-parcel': openParcel,
  undo: ['awaiting-substitute', ...openParcel],
  damaged: openParcel,
  'own-box': ['picking', ...openParcel],
  'short-line': ['picking', 'packing'],
  'substitute-line': ['picking', 'packing', 'awaiting-substitute'],
  'accept-weight': ['awaiting-weight'],
  'arm-quantity': ['picking', 'packing'],
}

/** What cards mean on a walk, where nothing lies on the bench that they could be meant for. */
const cardsOfWalk: Partial<Record<CommandCard, CardAction | { readonly refuse: RefusalCode }>> = {
  UNDO: 'undo-pick',
  DAMAGED: 'damaged-pick',
  SHORT: 'short-stop',
  SUBSTITUTE: notHere,
  LATER: notHere,
  REPRINT: notHere,
  PRINT: notHere,
  VOID: notHere,
  CLOSE: notHere,
  ACCEPT: notHere,
  OWNBOX: notHere,
  TAKEOVER: notHere,
}

/** A card is a test read too where scanners are set up, unless it leads away from there. */
function cardOfScanners(card: CommandCard): CardAction {
  const action = cards[card]
  return action === 'acknowledge' || typeof action === 'object' ? action : 'try-read'
}

/** The action of a command card in one state, or the refusal when it has no meaning there. */
export function cardAction(
  card: CommandCard,
  scenario: ScenarioName,
  phase: BenchPhase,
): CardAction | { readonly refuse: RefusalCode } {
  if (scenario === 'scanners') return cardOfScanners(card)
  const onWalk = scenario === 'walk' ? cardsOfWalk[card] : undefined
  if (onWalk !== undefined) return onWalk
  const action = cards[card]
  if (typeof action !== 'string') return action
  return mayAct(action, phase) ? action : { refuse: 'not-expected-here' }
}

/** Whether an action makes sense in a phase. */
export function mayAct(action: string, phase: BenchPhase): boolean {
  if (action === 'set-aside') return phase !== 'no-order'
  return phasesOfAction[action]?.includes(phase) ?? true
}
