import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { RawScan } from '../../shared/ipc/events.ts'
import * as actions from './actions.ts'
import { forgetApproval } from './approval.ts'
import { createBoard, type Board } from './board.ts'
import { createInbox } from './inbox.ts'
import { createIntents, type Station } from './intents.ts'
import {
  isAcknowledgement,
  isAboutCount,
  isScan,
  badgeIn,
  type Action,
  type Input,
} from './input.ts'
import * as labels from './label-actions.ts'
import { knowsGoodsOf } from './look-up.ts'
import { createPan } from './pan.ts'
import { perform } from './perform.ts'
import { isFinishedAtBench, stopOf, wasLaidOpen } from './phase.ts'
import type { StationPorts } from './ports.ts'
import { changeOperator, takeCode } from './take-code.ts'
import { createTaskCalls } from './tasks.ts'
import { takeTrial } from './trial.ts'
import { refreshWalk } from './walk.ts'
import type { ScaleWeight } from './view.ts'

/** The station with the doors through which the composition root feeds it. */
export interface RunningStation extends Station {
  /** A frame from a scanner. */
  receive(scan: RawScan): void
  /** Facts that became durable, this window's own and the printer's, after the store has taken them in. */
  follow(facts: readonly DomainEvent[]): void
  /** The cache changed: the open order may have been held, cancelled or released by the centre. */
  refresh(): void
  doubleRead(text: string): void
  /** What the scale says now; null = it says nothing any more. */
  weigh(weight: ScaleWeight | null): void
  /** Nobody has touched anything for a while: the bench asks for a badge. */
  lock(): void
  /** The journal is read: open what this station was working on when it stopped, as soon as the cache has it. */
  start(): void
}

/**
 * Turns scans and touches into commands, one at a time, and shows what came of them. It holds no truth of its own: the
 * open order is read from the store after every durable fact.
 */
export function createStation(ports: StationPorts): RunningStation {
  return new StationController(ports)
}

class StationController implements RunningStation {
  readonly #ports: StationPorts
  readonly #board: Board
  readonly #inbox
  /** Until the order of the last run is open again, or a person has begun something else. */
  #mayResume = true
  readonly #taskCalls = createTaskCalls()
  readonly #pan = createPan()

  readonly intents = createIntents((input) => this.#put(input))

  constructor(ports: StationPorts) {
    this.#ports = ports
    this.#inbox = createInbox<Input>(
      (input) => this.#handle(input),
      (cause) => this.#tellOfBug(cause),
    )
    this.#board = createBoard(ports, () => this.#inbox.waiting(isScan))
  }

  view = () => this.#board.view()
  subscribe = (listener: () => void) => this.#board.subscribe(listener)

  receive(scan: RawScan): void {
    this.#put({ kind: 'scan', scan })
  }

  doubleRead(text: string): void {
    this.#board.notice('double-read-ignored', { code: text })
  }

  weigh(weight: ScaleWeight | null): void {
    this.#board.show({ weight })
    const { phase, locked } = this.#board.view()
    const isAwaited = phase === 'awaiting-weight' && !locked
    if (weight && this.#pan.takes(weight, isAwaited)) this.#inbox.put({ kind: 'weighed' })
  }

  lock(): void {
    if (!this.#board.view().locked) this.#inbox.put({ kind: 'lock' })
  }

  start(): void {
    this.#board.show({ ready: true })
    this.#inbox.put({ kind: 'resume' })
  }

  follow(facts: readonly DomainEvent[]): void {
    const open = this.#board.view().order
    const mine = facts.filter((fact) => fact.body.orderNumber === open?.orderNumber)
    if (mine.length === 0) return
    void this.#reload().then(() => {
      for (const fact of mine) labels.tellOfLabel(this.#board, fact)
    }, this.#ports.onBug)
  }

  refresh(): void {
    if (this.#mayResume) this.#inbox.put({ kind: 'resume' })
    if (this.#board.view().scenario === 'walk') this.#inbox.put({ kind: 'walk' })
    this.#inbox.put({ kind: 'tasks' })
    void this.#reload().catch(this.#ports.onBug)
  }

  #put(input: Input): void {
    this.#inbox.put(input)
    // The screen counts what waits.
    if (this.#inbox.waiting(isScan) > 0) this.#board.show({})
  }

  /** A scan that a bug has swallowed must not look as if it had counted. */
  #tellOfBug(cause: unknown): void {
    this.#board.wrong('program-fault')
    this.#ports.onBug(cause)
  }

  async #reload(): Promise<void> {
    const open = this.#board.view().order
    if (!open) return
    const order = await this.#ports.store.findOrder(open.orderNumber)
    // A scan was faster: what was read here may be older than what it shows.
    if (this.#board.view().order !== open) return this.#reload()
    if (!order) return
    this.#board.openOrder(isFinishedAtBench(order) ? null : order)
    this.#tellOfStop(open, order)
  }

  /** Told in its turn, so that the green of a scan on its way does not wipe it. */
  #tellOfStop(before: Order, after: Order): void {
    const { stationId } = this.#ports
    const { orderNumber } = after
    if (stopOf(after, stationId)?.code === stopOf(before, stationId)?.code) return
    if (this.#board.view().order) this.#inbox.put({ kind: 'stop', orderNumber })
  }

  #stop(orderNumber: string): void {
    const { order } = this.#board.view()
    const stopped = order?.orderNumber === orderNumber ? stopOf(order, this.#ports.stationId) : null
    if (stopped) this.#board.wrong(stopped.code, stopped.data)
  }

  /** A cache that is being filled anew may not have the order yet: then the next change of the cache asks again. */
  async #resume(): Promise<void> {
    const { store, stationId } = this.#ports
    const isComplete = store.isComplete()
    const inWork = await store.ordersInWork(stationId)
    // A parcel that only waits for the courier is done here; laid on the bench it would bar the next order.
    const order = inWork.find(
      (candidate) => !isFinishedAtBench(candidate) && wasLaidOpen(candidate),
    )
    // Its goods would be called unknown: the next change of the cache asks again.
    if (order && !isComplete && !knowsGoodsOf(store, order)) return
    if (!this.#mayResume || this.#board.view().order) return
    if (order || isComplete) this.#mayResume = false
    if (!order) return
    this.#board.openOrder(order)
    this.#board.show({ scenario: 'bench' })
    this.#board.notice('order-resumed', actions.progressOf(order))
  }

  async #handle(input: Input): Promise<void> {
    if (input.kind === 'resume') return this.#resume()
    if (input.kind === 'stop') return this.#stop(input.orderNumber)
    if (input.kind === 'walk') return refreshWalk(this.#bench())
    if (input.kind === 'tasks') return this.#taskCalls.tell(this.#bench())
    if (input.kind === 'weighed') return this.#weighed()
    if (input.kind === 'lock') return this.#lock()
    const { frozen, blockedScans, locked } = this.#board.view()
    if (locked) return this.#unlock(badgeIn(input))
    if (frozen && !isAcknowledgement(input))
      return this.#board.show({ blockedScans: blockedScans + 1 })
    if (input.kind === 'action') return this.#perform(input.action)
    const raw = input.kind === 'code' ? input.text : input.scan.text
    const scan = input.kind === 'scan' ? input.scan : null
    const fault = scan?.fault ?? null
    this.#board.show({
      lastScan: raw.slice(0, 200),
      unreadBytes: scan && fault ? scan.byteCount : 0,
      hasScanned: this.#board.view().hasScanned || (scan !== null && fault === null),
    })
    if (this.#board.view().scenario === 'scanners') return this.#try(input)
    if (scan && fault) {
      const { scannerId, byteCount } = scan
      return this.#board.wrong('unreadable-scan', { scanner: scannerId, bytes: byteCount, fault })
    }
    const action = await takeCode(this.#bench(), raw, scan, () => (this.#mayResume = false))
    if (action) await this.#perform(action)
  }

  async #try(input: Parameters<typeof takeTrial>[1]): Promise<void> {
    const action = takeTrial(this.#bench(), input)
    if (action) await this.#perform(action)
  }

  /** What lies on the bench stays there, behind the lock. */
  #lock(): void {
    this.#board.show({ locked: true, count: null })
    this.#board.notice('bench-locked')
  }

  /** An error that nobody has acknowledged is still one behind the lock. */
  #unlock(badge: string | null): void {
    if (badge === null) this.#board.notice('bench-locked')
    else changeOperator(this.#bench(), badge)
  }

  async #weighed(): Promise<void> {
    const { frozen, phase, locked } = this.#board.view()
    // A lock that fell meanwhile: the box is weighed when it is open again.
    if (locked) this.#pan.giveBack()
    else if (!frozen && phase === 'awaiting-weight') await actions.closeParcel(this.#bench())
  }

  #bench(): actions.Bench {
    return { ports: this.#ports, board: this.#board }
  }

  async #perform(action: Action): Promise<void> {
    const bench = this.#bench()
    if (action === 'acknowledge') {
      this.#board.acknowledge()
      return this.#taskCalls.tell(bench)
    }
    if (typeof action === 'object') this.#mayResume = false
    forgetApproval(this.#bench())
    if (!isAboutCount(action)) this.#board.show({ count: null })
    return perform(bench, action)
  }
}
