import type { JournalFrame } from '../../shared/protocol/frame.ts'
import { factOf, frameText } from '../../shared/protocol/frame.ts'
import type { Paper } from './simulated-printer.ts'

/** A promise was broken. The message says which, and where. */
export class Broken extends Error {
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`)
  }
}

/** A parcel that has left the building. */
export interface Departure {
  readonly orderNumber: string
  readonly waybillNumber: string
  readonly bench: string
}

/** Units of one order that one bench has packed. */
interface Count {
  isClaimed: boolean
  packed: number
  /** When the last fact about it became durable, ms. */
  changedAt: number
}

/**
 * What has truly happened in the simulated world, seen from outside every program: which facts a bench was told are
 * durable, which paper came out, which parcels left.
 */
export class Oracle {
  readonly #now: () => number
  readonly #counts = new Map<string, Count>()
  readonly #durable = new Map<string, Map<string, string[]>>()
  readonly papers: Paper[] = []
  readonly departures: Departure[] = []
  /** Print jobs of copies for boxes of other benches. */
  readonly #copiedJobs = new Set<string>()
  /** Broken promises that were noticed in the background. */
  readonly breaches: Broken[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** A bench was told that these frames are durable. */
  noteDurable(bench: string, frames: readonly JournalFrame[]): void {
    for (const frame of frames) {
      const known = this.durableOf(bench, frame.epoch)
      if (known[frame.seq - 1] === undefined) this.#count(bench, frame)
      const fact = factOf(frame)
      if (fact?.type === 'label.copied') this.#copiedJobs.add(fact.body.printJobId)
      known[frame.seq - 1] = frameText(frame)
    }
  }

  /** What one bench has truly done to an order; null while it is not the only one that ever claimed it. */
  countOf(bench: string, orderNumber: string): Count | null {
    const others = [...this.#counts].some(
      ([name, { isClaimed }]) =>
        isClaimed && name.endsWith(` ${orderNumber}`) && name !== `${bench} ${orderNumber}`,
    )
    const count = this.#counts.get(`${bench} ${orderNumber}`)
    return count?.isClaimed && !others ? count : null
  }

  #count(bench: string, frame: JournalFrame): void {
    const fact = factOf(frame)
    if (!fact) return
    const name = `${bench} ${fact.body.orderNumber}`
    const count = this.#counts.get(name) ?? { isClaimed: false, packed: 0, changedAt: 0 }
    if (fact.type === 'order.claimed' || fact.type === 'order.takenOver') count.isClaimed = true
    if (fact.type === 'item.packed') count.packed += fact.body.quantity
    if (fact.type === 'item.unpacked') count.packed -= fact.body.quantity
    count.changedAt = this.#now()
    this.#counts.set(name, count)
  }

  /** Frames of one epoch that a bench was told are durable, by seq from 1. */
  durableOf(bench: string, epoch: string): string[] {
    const epochs = this.#durable.get(bench) ?? new Map<string, string[]>()
    this.#durable.set(bench, epochs)
    const frames = epochs.get(epoch) ?? []
    epochs.set(epoch, frames)
    return frames
  }

  /** How many facts a bench was told are durable. */
  factsOf(bench: string): number {
    const epochs = [...(this.#durable.get(bench)?.values() ?? [])]
    return epochs.reduce((sum, frames) => sum + frames.length, 0)
  }

  /** A clone begins with all that its original was told. */
  copy(from: string, to: string): void {
    const epochs = this.#durable.get(from) ?? new Map<string, string[]>()
    this.#durable.set(to, new Map([...epochs].map(([epoch, frames]) => [epoch, [...frames]])))
  }

  /** I1, right after a journal was opened: everything that was ever called durable is there, as it was. */
  checkRecovered(bench: string, epoch: string, frames: readonly JournalFrame[]): void {
    const texts = frames.map(frameText)
    for (const [known, acked] of this.#durable.get(bench) ?? []) {
      if (known !== epoch && acked.length > 0)
        throw new Broken('I1', `${bench}: the journal of epoch ${known} is gone`)
      for (const [index, text] of acked.entries())
        if (texts[index] !== text)
          throw new Broken('I1', `${bench}: frame ${String(index + 1)} was acked and is not there`)
    }
    // What opening has shown is promised from now on.
    this.noteDurable(bench, frames)
  }

  /** Hand-overs that turned green, or would have, had the program not died. */
  noteDepartures(bench: string, frames: readonly JournalFrame[]): void {
    for (const frame of frames) {
      const fact = factOf(frame)
      if (fact?.type !== 'parcel.handedOver') continue
      const { orderNumber, waybillNumber } = fact.body
      this.departures.push({ orderNumber, waybillNumber, bench })
    }
  }

  /** Waybills on boxes that still stand in the building, each as often as there are boxes with it. */
  get boxes(): readonly string[] {
    const made = new Map<string, Set<string>>()
    // A copy from another bench is stuck on the box that there is.
    for (const { waybillNumber, bench } of this.papers.filter((paper) => !this.#isCopied(paper)))
      made.set(waybillNumber, (made.get(waybillNumber) ?? new Set()).add(bench))
    return [...made].flatMap(([waybillNumber, benches]) => {
      const gone = this.departures.filter((left) => left.waybillNumber === waybillNumber).length
      return gone < benches.size ? [waybillNumber] : []
    })
  }

  #isCopied({ printJobId }: Paper): boolean {
    return this.#copiedJobs.has(printJobId)
  }

  /** I3, at every label that comes out: at one bench no number has a second original, and none has two orders. */
  notePaper(paper: Paper): void {
    const { waybillNumber, copy, bench } = paper
    const before = this.papers.filter(
      (other) => other.waybillNumber === waybillNumber && other.bench === bench,
    )
    this.papers.push(paper)
    if (copy === 0 && before.some((other) => other.copy === 0))
      throw new Broken('I3', `${bench} printed a second original of ${waybillNumber}`)
    if (before.some((other) => other.printJobId === paper.printJobId))
      throw new Broken('I3', `${bench} printed job ${paper.printJobId} twice`)
  }
}
