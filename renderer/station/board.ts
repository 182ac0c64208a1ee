import type { Order } from '../../shared/domain/order.ts'
import type { Refusal } from '../../shared/domain/refusal.ts'
import { benchLabelOf, isStillMissing, phaseOf, walkPhaseOf } from './phase.ts'
import type {
  BenchWay,
  FaultCode,
  Feedback,
  NoticeCode,
  ScenarioName,
  StationView,
} from './view.ts'

/** The changing part of the view; phase and label follow from it. */
type BoardState = Omit<StationView, 'phase' | 'label' | 'walkPhase' | 'waitingScans'>

/** Holds what the screens see, and tells them when it changes. Only the station writes on it. */
export interface Board {
  view(): StationView
  subscribe(listener: () => void): () => void
  show(change: Partial<BoardState>): void
  right(code: NoticeCode, data?: Refusal['data']): void
  notice(code: NoticeCode, data?: Refusal['data']): void
  /** Shows an error and freezes further scans until it is acknowledged. */
  wrong(code: Refusal['code'] | FaultCode, data?: Refusal['data']): void
  /** Ends a freeze. The next thing to scan stands in the phase's prompt. */
  acknowledge(): void
  /** A job that this window asked for, so that its silence means "printing" and not "never sent". */
  expectPrint(printJobId: string): void
  openOrder(order: Order | null): void
}

const emptyState: Omit<BoardState, 'operatorId' | 'way'> = {
  scenario: 'queue',
  order: null,
  activeLineId: null,
  armedQuantity: 1,
  lastPacked: null,
  replacing: null,
  walk: null,
  task: null,
  count: null,
  foreign: null,
  feedback: { tone: 'notice', code: 'welcome', data: {} },
  feedbackSerial: 0,
  frozen: false,
  blockedScans: 0,
  lastScan: '',
  hasScanned: false,
  unreadBytes: 0,
  handedOver: [],
  courier: null,
  weight: null,
  isTestRead: false,
  trials: [],
  approval: null,
  labelSearch: '',
  locked: false,
  ready: false,
}

/** What a board is like from its beginning. */
export interface BoardChoice {
  readonly way: BenchWay
  readonly operatorId: string
}

/** Makes an empty board. `waitingScans` is asked at every change. */
export function createBoard({ way, operatorId }: BoardChoice, waitingScans: () => number): Board {
  const listeners = new Set<() => void>()
  const expectedPrints = new Set<string>()
  let state: BoardState = { ...emptyState, operatorId, way }
  let view = compose()

  function compose(): StationView {
    const isPrinting = (printJobId: string): boolean => expectedPrints.has(printJobId)
    const byOrder = phaseOf(state.order, state.way, isPrinting)
    const phase = state.replacing ? 'awaiting-substitute' : byOrder
    const walkPhase = walkPhaseOf(state.walk)
    const label = benchLabelOf(state.order)
    return { ...state, phase, label, walkPhase, waitingScans: waitingScans() }
  }

  function show(change: Partial<BoardState>): void {
    state = { ...state, ...change }
    view = compose()
    for (const listener of listeners) listener()
  }

  function feedback(shown: Feedback, frozen: boolean): void {
    const feedbackSerial = state.feedbackSerial + 1
    show({ feedback: shown, feedbackSerial, frozen, blockedScans: 0 })
  }

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show,
    ...messages(feedback, () => state.frozen),
    expectPrint: (printJobId) => void expectedPrints.add(printJobId),
    openOrder: (order) => show(onBench(order, state)),
  }
}

/** The board with an order on the bench: another one begins with nothing that was meant for the one before. */
function onBench(
  order: Order | null,
  { order: before, replacing }: BoardState,
): Partial<BoardState> {
  if (order === null || order.orderNumber !== before?.orderNumber)
    return { order, activeLineId: null, armedQuantity: 1, lastPacked: null, replacing: null }
  const isAwaited = replacing !== null && isStillMissing(order, replacing.lineId)
  return { order, replacing: isAwaited ? replacing : null }
}

/** The ways to say something in the band. */
function messages(
  feedback: (shown: Feedback, frozen: boolean) => void,
  isFrozen: () => boolean,
): Pick<Board, 'right' | 'notice' | 'wrong' | 'acknowledge'> {
  return {
    right: (code, data = {}) => feedback({ tone: 'right', code, data }, false),
    notice(code, data = {}) {
      // A word from the printer must not wipe an error that nobody has acknowledged.
      if (!isFrozen()) feedback({ tone: 'notice', code, data }, false)
    },
    wrong: (code, data = {}) => feedback({ tone: 'wrong', code, data }, true),
    acknowledge: () => feedback({ tone: 'notice', code: 'acknowledged', data: {} }, false),
  }
}

/** A scenario change keeps the open order and the list of the courier: going to the cage and back loses nothing. */
export function scenarioChange(name: ScenarioName): Partial<BoardState> {
  return name === 'shift'
    ? { scenario: name, isTestRead: false, lastScan: '', unreadBytes: 0 }
    : { scenario: name }
}
