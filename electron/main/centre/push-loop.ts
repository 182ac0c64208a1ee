import type { Result } from '../../../shared/domain/result.ts'
import { pushLimit, type PushRequest, type PushResponse } from '../../../shared/protocol/push.ts'
import type { StatusResponse } from '../../../shared/protocol/station.ts'
import { describeJournalFault } from '../journal/journal-fault.ts'
import type { Journal } from '../journal/journal.ts'
import type { ApiClient } from './api-client.ts'
import { longestWaitMs, waitAfter } from './backoff.ts'
import type { CentreFault } from './centre-fault.ts'
import type { CentreClock } from './clock.ts'
import type { Contact } from './contact.ts'
import { batchFrom } from './push-batch.ts'
import { stepAfterAnswer, type PushPlace, type PushStep } from './push-step.ts'
import type { PushReport, PushState } from './push-state.ts'
import type { Vitals } from './watchdog.ts'
import type { Acknowledgement, Settlement } from './settlement.ts'

/** What the push loop needs. */
export interface PushLoopOptions {
  readonly client: Pick<ApiClient, 'push'>
  readonly stationId: string
  readonly journal: Pick<Journal, 'epoch' | 'lastSeq' | 'read' | 'onAppended'>
  readonly settlement: Settlement
  readonly contact: Contact
  readonly clock: CentreClock
  /** A number in [0, 1). */
  readonly random: () => number
}

/** How long facts gather before a push, ms: the next scans of a burst need the disk and this process more than the centre needs the news. */
export const gatherMs = 30

/**
 * How long facts that were written during a run wait for the next one, ms. While somebody scans, four pushes a second tell the centre as
 * much as twenty, and leave the disk and the processor to the next scan. A backlog is one run and waits for nothing.
 */
export const paceMs = 250

/** What windows are told when the centre has acknowledged. */
export type Acked = Omit<Acknowledgement, 'epoch'>

/**
 * Carries the journal to the centre: one push in flight, from the first frame that the centre is not known to hold. It
 * advances only by what an answer says that was checked, so a lost answer or a doubled push changes nothing.
 */
export class PushLoop {
  readonly #options: PushLoopOptions
  readonly #abort = new AbortController()
  readonly #ackListeners = new Set<(acked: Acked) => void>()
  readonly #changeListeners = new Set<() => void>()
  readonly #exceptions = new Set<number>()
  readonly #subscriptions: (() => void)[] = []
  #state: PushState = { kind: 'idle' }
  #ackedSeq = 0
  #nextSeq = 1
  #most = pushLimit
  #failures = 0
  /** Where the centre stood when it said that it lacks frames it had; null once it has taken some again. */
  #rewoundTo: number | null = null
  #oldestUnackedAt: string | null = null
  #running: Promise<void> | null = null
  #callOff: (() => void) | null = null
  /** Of the run that counts; one that was replaced is aborted and changes nothing more. */
  #round = new AbortController()
  #beat = 0

  constructor(options: PushLoopOptions) {
    this.#options = options
    const { latest } = options.settlement
    if (latest?.epoch === options.journal.epoch) this.#ackedSeq = latest.ackedSeq
    this.#checkAgain()
  }

  /** Begins. The first push repeats the last acknowledged frame, which shows whether the centre still holds it. */
  start(): void {
    const { journal, contact } = this.#options
    this.#subscriptions.push(
      journal.onAppended((frames) => {
        if (this.#oldestUnackedAt === null) this.#oldestUnackedAt = frames[0]?.at ?? null
        this.#pokeSoon()
      }),
      contact.onReturned(() => {
        this.#tryNow()
      }),
    )
    this.#running = this.#learnOldest().then(() => this.#run())
  }

  /** Ends; the answer comes when nothing is in flight any more. */
  async stop(): Promise<void> {
    for (const end of this.#subscriptions.splice(0)) end()
    this.#abort.abort()
    this.#callOff?.()
    await this.#running
  }

  /**
   * What a heartbeat told of the feed. Another epoch, or a head before the last acknowledgement, means another history of the
   * centre, for example a restored backup: the last frame is pushed again to see what it lacks.
   */
  noteStatus({ feedEpoch, head }: Pick<StatusResponse, 'feedEpoch' | 'head'>): void {
    const { latest } = this.#options.settlement
    if (latest === null || (latest.feedEpoch === feedEpoch && latest.feedSeq <= head)) return
    this.#checkAgain()
    if (this.#state.kind === 'idle') this.#tryNow()
  }

  report(): PushReport {
    return {
      state: this.#state,
      unackedCount: Math.max(0, this.#options.journal.lastSeq - this.#ackedSeq),
      oldestUnackedAt: this.#oldestUnackedAt,
      exceptionCount: this.#exceptions.size,
    }
  }

  /** Tells of every acknowledgement, after it was made durable; the answer ends the subscription. */
  onAcked(listener: (acked: Acked) => void): () => void {
    this.#ackListeners.add(listener)
    return () => this.#ackListeners.delete(listener)
  }

  /** Tells that the report changed; the answer ends the subscription. */
  onChanged(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  /** For a watchdog. */
  vitals(): Vitals {
    const hasWork = this.report().unackedCount > 0 && this.#state.kind !== 'stopped'
    return { hasWork, beat: this.#beat }
  }

  /** Begins anew in place of a run that stands still; whatever that one waits for is given up. */
  restart(): void {
    if (this.#abort.signal.aborted || this.#state.kind === 'stopped') return
    this.#round.abort()
    this.#round = new AbortController()
    this.#callOff?.()
    this.#callOff = null
    this.#running = this.#run()
  }

  #checkAgain(): void {
    this.#nextSeq = Math.max(1, Math.min(this.#nextSeq, this.#ackedSeq))
  }

  #mayRun(): boolean {
    const isBusy = this.#running !== null || this.#callOff !== null
    if (isBusy || this.#state.kind === 'stopped' || this.#abort.signal.aborted) return false
    return this.#nextSeq <= this.#options.journal.lastSeq
  }

  #poke(): void {
    if (this.#mayRun()) this.#running = this.#run()
  }

  #pokeSoon(): void {
    if (this.#mayRun()) this.#tryAfter(gatherMs)
  }

  #tryAfter(ms: number): void {
    this.#callOff = this.#options.clock.schedule(ms, () => {
      this.#tryNow()
    })
  }

  #tryNow(): void {
    this.#callOff?.()
    this.#callOff = null
    this.#poke()
  }

  async #run(): Promise<void> {
    const { journal } = this.#options
    const round = AbortSignal.any([this.#abort.signal, this.#round.signal])
    // What is written meanwhile is for the next run.
    const goal = journal.lastSeq
    while (!round.aborted && this.#nextSeq <= goal) {
      this.#become({ kind: 'sending' })
      const step = await this.#pushOnce(round)
      if (round.aborted && !this.#abort.signal.aborted) return
      if (step.kind === 'wait' || step.kind === 'stop') {
        this.#running = null
        this.#rest(step)
        return
      }
    }
    this.#running = null
    if (!this.#abort.signal.aborted) this.#tryAfter(paceMs)
    this.#become({ kind: 'idle' })
  }

  async #pushOnce(round: AbortSignal): Promise<PushStep> {
    const { client, journal, stationId, contact } = this.#options
    const batch = await batchFrom(journal, this.#nextSeq, this.#most)
    if (!batch.ok) {
      const detail = describeJournalFault(batch.error)
      return { kind: 'stop', stop: { code: 'journal', detail, cause: batch.error } }
    }
    const answer = await client.push(stationId, batch.value, round)
    if (round.aborted) return { kind: 'wait', detail: 'ending', refusal: null }
    if (!answer.ok) contact.noteFault(answer.error)
    const step = stepAfterAnswer(answer, batch.value, this.#place())
    if (step.kind === 'advance') await this.#advance(step.response)
    if (step.kind === 'rewind') await this.#rewind(step.centreSeq)
    if (step.kind === 'halve' || hasTimedOut(answer)) this.#halve(batch.value)
    return step
  }

  #place(): PushPlace {
    const { epoch, lastSeq } = this.#options.journal
    return { epoch, lastSeq, hasRewound: this.#rewoundTo !== null }
  }

  async #advance(response: PushResponse): Promise<void> {
    const { settlement, contact } = this.#options
    const { epoch, ackedSeq, feedEpoch, feedSeq } = response
    for (const { seq, outcome } of response.outcomes)
      if (outcome.result === 'exception') this.#exceptions.add(seq)
    if (this.#rewoundTo !== null) await settlement.forget({ epoch, feedEpoch }, this.#rewoundTo)
    const { latest } = settlement
    const isNews =
      ackedSeq > this.#ackedSeq || feedEpoch !== latest?.feedEpoch || feedSeq < latest.feedSeq
    if (isNews) await settlement.record({ epoch, ackedSeq, feedEpoch, feedSeq })
    this.#failures = 0
    this.#rewoundTo = null
    this.#most = Math.min(pushLimit, this.#most * 2)
    this.#ackedSeq = Math.max(this.#ackedSeq, ackedSeq)
    this.#nextSeq = ackedSeq + 1
    await this.#learnOldest()
    contact.noteAnswer('station')
    if (isNews)
      for (const listener of this.#ackListeners) listener({ ackedSeq, feedEpoch, feedSeq })
  }

  async #rewind(centreSeq: number): Promise<void> {
    this.#rewoundTo = centreSeq
    this.#ackedSeq = centreSeq
    this.#nextSeq = centreSeq + 1
    await this.#learnOldest()
  }

  #halve(batch: PushRequest): void {
    this.#most = Math.max(1, Math.floor(batch.events.length / 2))
  }

  #rest(step: Extract<PushStep, { kind: 'wait' | 'stop' }>): void {
    if (this.#abort.signal.aborted) return
    if (step.kind === 'stop') {
      this.#become({ kind: 'stopped', stop: step.stop })
      return
    }
    const { detail, refusal } = step
    this.#failures += 1
    const waitMs = refusal ? longestWaitMs : waitAfter(this.#failures, this.#options.random())
    this.#tryAfter(waitMs)
    this.#become(refusal ? { kind: 'refused', code: refusal, detail } : { kind: 'waiting', detail })
  }

  async #learnOldest(): Promise<void> {
    const { journal } = this.#options
    const read = await journal.read(this.#ackedSeq + 1, 1)
    this.#oldestUnackedAt = read.ok ? (read.value[0]?.at ?? null) : null
  }

  #become(state: PushState): void {
    this.#state = state
    this.#beat += 1
    for (const listener of this.#changeListeners) listener()
  }
}

function hasTimedOut(answer: Result<PushResponse, CentreFault>): boolean {
  return !answer.ok && answer.error.kind === 'unreachable' && answer.error.timedOut
}

/** One line for logs about what the loop does. */
export function describePushState(state: PushState): string {
  if (state.kind === 'stopped') return `stopped: ${state.stop.code}: ${state.stop.detail}`
  return 'detail' in state ? `${state.kind}: ${state.detail}` : state.kind
}
