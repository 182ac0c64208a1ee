import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BasePlace } from '../../../renderer/store/base-change.ts'
import { createOverlay, type Overlay } from '../../../renderer/store/overlay.ts'
import type { BaseReading, JournaledFact } from '../../../renderer/store/overlay-entry.ts'
import { event } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { anOrder } from './an-order.ts'

const orderNumbers = ['A', 'B']
const unitsPerOrder = 1_000

/**
 * A centre, its feed, a cache that pulls it, and a window that hears of both, each only when its turn comes. A fact packs one
 * unit, so a fact that counts twice or not at all shows as a wrong number.
 */
class World {
  readonly journal: JournaledFact[] = []
  readonly #feed: { readonly key: string; readonly row: Order }[] = []
  readonly #takenAt: number[] = [0]
  readonly #acks: { ackedSeq: number; feedEpoch: string; feedSeq: number }[] = []
  readonly #announcements: { place: BasePlace; changed: string[] }[] = []
  readonly #appends: JournaledFact[] = []
  /** Readings that were asked for, and those that have seen the data and whose answer is on its way. */
  readonly #asked: (() => () => void)[] = []
  readonly #answers: (() => void)[] = []
  readonly #told = new Map<string, number>()
  readonly #recent = new Map<string, BaseReading>()
  readonly #tellsTaken: boolean
  #centre = new Map(orderNumbers.map((key) => [key, anOrder(key, unitsPerOrder)]))
  #base = new Map(this.#centre)
  #applied = 0
  #acknowledged = 0
  readonly overlay: Overlay

  constructor(tellsTaken: boolean) {
    this.#tellsTaken = tellsTaken
    this.overlay = createOverlay({
      readBase: (keys) => this.#later(() => this.#readBase(keys)),
      recall: (key) => this.#recent.get(key),
      unsettledFacts: (place) => this.#later(() => this.#unsettled(place)),
      onReload: () => this.#recent.clear(),
      onSettled: (key, reading) => this.#recent.set(key, reading),
      onChange: () => undefined,
      onFailure: (cause) => {
        throw cause
      },
    })
  }

  #later<Value>(answer: () => Value): Promise<Value> {
    return new Promise((resolve) => {
      this.#asked.push(() => {
        const value = answer()
        return () => resolve(value)
      })
    })
  }

  #placeAt(seq: number): BasePlace {
    const taken = this.#takenAt[seq] ?? 0
    const mark = this.#tellsTaken && taken > 0 ? { epoch: 'e', seq: taken } : null
    return { feed: { feedEpoch: 'f', warehouse: 'w', seq }, taken: mark }
  }

  #readBase(keys: readonly string[]) {
    const orders = new Map(
      keys.flatMap((key) => this.#base.get(key) ?? []).map((o) => [o.orderNumber, o]),
    )
    return { place: this.#placeAt(this.#applied), orders }
  }

  /** What main knows: frames that it has not heard an acknowledgement for, or whose effects come after the place. */
  #unsettled(place: BasePlace | null) {
    const shown = this.#takenAt[place?.feed.seq ?? 0] ?? 0
    const settled = Math.min(shown, this.#acknowledged)
    return { facts: this.journal.slice(settled), lastSeq: this.journal.length }
  }

  /** One unit packed: durable at once, told to the window now or later. */
  pack(key: string, tellNow: boolean): void {
    const body = { orderNumber: key, parcelNumber: `${key}-1`, lineId: `${key}-L1`, quantity: 1 }
    const fact = event('item.packed', { ...body, code: 'c', operatorId: 'o' })
    const frame = { epoch: 'e', seq: this.journal.length + 1, fact }
    this.journal.push(frame)
    this.#appends.push(frame)
    if (tellNow) this.tellAll()
  }

  /** The centre takes some frames; the answer may be lost or late. */
  push(count: number): void {
    const from = this.#takenAt.at(-1) ?? 0
    const frames = this.journal.slice(from, from + count)
    if (frames.length === 0) return
    for (const { fact } of frames) {
      if (!fact) continue
      const key = fact.body.orderNumber
      const row = evolve(this.#centre.get(key) ?? anOrder(key, unitsPerOrder), fact)
      this.#centre.set(key, row)
      this.#feed.push({ key, row })
      this.#takenAt.push(from)
    }
    // Frames, rows and mark are one transaction; the feed shows them from its last seq on.
    this.#takenAt[this.#feed.length] = from + frames.length
    this.#acks.push({ ackedSeq: from + frames.length, feedEpoch: 'f', feedSeq: this.#feed.length })
  }

  hearAck(): void {
    const ack = this.#acks.shift()
    if (!ack) return
    this.#acknowledged = ack.ackedSeq
    this.overlay.acknowledge(ack)
  }

  pull(): void {
    if (this.#applied === this.#feed.length) return
    const changes = this.#feed.slice(this.#applied)
    this.#applied = this.#feed.length
    for (const { key, row } of changes) this.#base.set(key, row)
    const changed = [...new Set(changes.map(({ key }) => key))]
    this.#announcements.push({ place: this.#placeAt(this.#applied), changed })
  }

  hearPull(): void {
    const heard = this.#announcements.shift()
    if (!heard) return
    for (const key of heard.changed) this.#recent.delete(key)
    this.overlay.baseMoved(heard.place, heard.changed)
  }

  hearAppend(): void {
    const frame = this.#appends.shift()
    if (!frame?.fact) return
    const { orderNumber } = frame.fact.body
    this.#told.set(orderNumber, (this.#told.get(orderNumber) ?? 0) + 1)
    this.overlay.append([frame])
  }

  /** A reading sees the data as it is now; its answer comes later. */
  performReading(): void {
    const performed = this.#asked.shift()?.()
    if (performed) this.#answers.push(performed)
  }

  answerReading(): void {
    this.#answers.shift()?.()
  }

  readNext(): void {
    this.performReading()
    this.answerReading()
  }

  isWaiting(): boolean {
    return this.#asked.length + this.#answers.length > 0
  }

  /** Units of an order that the window was told of. */
  told(key: string): number {
    return this.#told.get(key) ?? 0
  }

  /** Units of an order that the journal knows of. */
  packedSince(key: string): number {
    return this.journal.filter(({ fact }) => fact?.body.orderNumber === key).length
  }

  tellAll(): void {
    while (this.#appends.length > 0) this.hearAppend()
  }

  /** What a screen would show now. */
  shown(key: string): number | undefined {
    const view = this.overlay.overlaid().get(key)?.view
    if (view) return view.lines[0]?.packed
    if (this.overlay.has(key)) return undefined
    return (this.#recent.get(key)?.order ?? this.#base.get(key))?.lines[0]?.packed
  }
}

const microtasks = async () => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
}

async function settlesSoon(promise: Promise<void>): Promise<boolean> {
  let isSettled = false
  void promise.then(() => {
    isSettled = true
  })
  await microtasks()
  return isSettled
}

async function settle(world: World): Promise<void> {
  await microtasks()
  while (world.isWaiting()) {
    world.readNext()
    await microtasks()
  }
}

type Step =
  | readonly ['pack', key: string, tellNow: boolean]
  | readonly ['push', count: number]
  | readonly [(typeof plainSteps)[number]]

const plainSteps = [
  'hearAppend',
  'hearAck',
  'pull',
  'hearPull',
  'performReading',
  'answerReading',
  'readNext',
  'answerAll',
  'reload',
] as const

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant('pack' as const),
      fc.constantFrom(...orderNumbers),
      fc.boolean(),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('push' as const), fc.integer({ min: 1, max: 4 })) },
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...plainSteps)) },
)

async function take(world: World, step: Step): Promise<void> {
  if (step[0] === 'pack') world.pack(step[1], step[2])
  else if (step[0] === 'push') world.push(step[1])
  else if (step[0] === 'answerAll') await settle(world)
  else if (step[0] === 'reload') void world.overlay.reload()
  else world[step[0]]()
  await microtasks()
}

describe('overlay', () => {
  it('counts every fact exactly once, whatever the order of appends, acks, pulls, readings and reloads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 60, size: 'max' }), async (plan) => {
        const world = new World(true)
        const begun = world.overlay.reload()
        await settle(world)
        await begun
        const seen = new Map<string, number>()
        for (const step of plan) {
          await take(world, step)
          // Whoever wants to see something waits for this first.
          const isReady = await settlesSoon(world.overlay.ready())
          for (const of of isReady ? orderNumbers : []) {
            const shown = world.shown(of)
            if (shown === undefined) continue
            expect(shown).toBeGreaterThanOrEqual(Math.max(world.told(of), seen.get(of) ?? 0))
            expect(shown).toBeLessThanOrEqual(world.packedSince(of))
            seen.set(of, shown)
          }
        }
        world.tellAll()
        await settle(world)
        for (const of of orderNumbers) expect(world.shown(of)).toBe(world.packedSince(of))
      }),
      { numRuns: 3_000 },
    )
  })

  it('drops every entry once the base has passed the facts', async () => {
    const world = new World(true)
    void world.overlay.reload()
    await settle(world)
    for (let unit = 0; unit < 5; unit += 1) world.pack('A', true)
    world.push(5)
    world.pull()
    world.hearPull()
    await settle(world)
    expect(world.overlay.has('A')).toBe(false)
    expect(world.shown('A')).toBe(5)
  })

  it('waits for the acknowledgement when the centre does not tell what it has taken', async () => {
    const world = new World(false)
    void world.overlay.reload()
    await settle(world)
    world.pack('A', true)
    world.push(1)
    world.hearAck()
    await settle(world)
    expect(world.overlay.has('A')).toBe(true)
    world.pull()
    world.hearPull()
    await settle(world)
    expect(world.overlay.has('A')).toBe(false)
    expect(world.shown('A')).toBe(1)
  })

  it('takes a frame that came twice for one', async () => {
    const world = new World(true)
    void world.overlay.reload()
    await settle(world)
    world.pack('A', true)
    world.overlay.append(world.journal)
    world.overlay.append(world.journal)
    await settle(world)
    expect(world.shown('A')).toBe(1)
  })

  it('asks the journal when a frame is missing, and gives nobody the view without it', async () => {
    const world = new World(true)
    void world.overlay.reload()
    await settle(world)
    world.pack('A', false)
    world.pack('A', false)
    world.overlay.append(world.journal.slice(1))
    const asked = world.overlay.view('A')
    await settle(world)
    expect((await asked)?.lines[0]?.packed).toBe(2)
    world.tellAll()
    await settle(world)
    expect(world.shown('A')).toBe(2)
  })
})
