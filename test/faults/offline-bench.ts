import { randomUUID } from 'node:crypto'
import { createApiClient, type Fetch } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import { PushLoop } from '../../electron/main/centre/push-loop.ts'
import { Settlement } from '../../electron/main/centre/settlement.ts'
import type { Journal } from '../../electron/main/journal/journal.ts'
import { plainProfile } from '../../electron/main/print/printer-profiles.ts'
import {
  createPrintLedger,
  type PrintLedger,
} from '../../electron/main/print/print-ledger-store.ts'
import { createPrintQueue, type PrintQueue } from '../../electron/main/print/print-queue.ts'
import { createVirtualPrinter } from '../../electron/main/print/virtual-printer.ts'
import type { StationJournal } from '../../renderer/station/ports.ts'
import { createStation, type RunningStation } from '../../renderer/station/station.ts'
import type { StationView } from '../../renderer/station/view.ts'
import { fail, succeed } from '../../shared/domain/result.ts'
import { factOf, frameText } from '../../shared/protocol/frame.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import type { HeldClock } from '../fakes/held-clock.ts'
import { seededRandom } from '../fakes/random.ts'
import type { TestStation } from '../integration/centre-kit.ts'
import { openGood, valueOf } from '../unit/journal/journal-fixture.ts'
import { textRenderer } from '../unit/print/print-bench.ts'
import { MemoryStore, type BaseRows } from './memory-store.ts'

/** Words of the printer, which answer no scan. */
const zplProfile = plainProfile('zpl', 203)

const fromPrinter = ['label-sent', 'label-failed', 'label-outcome-unknown']

/**
 * One bench in plain Node: the real station over a store in memory, the real journal and print queue, the real push loop. Disk and
 * clock are held in the hand.
 */
export class OfflineBench {
  readonly stationId: string
  readonly loop: PushLoop
  readonly #store: MemoryStore
  readonly #journal: Journal
  readonly #settlement: Settlement
  readonly #ledger: PrintLedger
  readonly #queue: PrintQueue
  readonly #station: RunningStation
  /** Waybill numbers of the labels that came out. */
  readonly #labels: string[] = []
  #scans = 0

  private constructor(
    enrolled: TestStation,
    base: BaseRows,
    parts: { journal: Journal; settlement: Settlement; clock: HeldClock; fetch: Fetch },
  ) {
    const { journal, settlement, clock, fetch } = parts
    const { stationId, url: baseUrl, token } = enrolled
    this.stationId = stationId
    this.#journal = journal
    this.#settlement = settlement
    this.#store = new MemoryStore(base)
    this.#ledger = createPrintLedger()
    this.#queue = this.#openQueue()
    this.#station = createStation({
      ...{ store: this.#store, journal: this.#stationJournal(), stationId },
      centre: { claimWave: () => Promise.resolve(fail('centre-needed' as const)) },
      ...{
        operatorId: 'operator',
        way: {
          profile: null,
          flow: 'pick-and-pack' as const,
          weighs: false,
          asksCarton: false,
        },
        ...{ supervisors: [], profiles: [] },
        newId: randomUUID,
      },
      main: { chooseProfile: () => Promise.resolve(succeed(null)) },
      printer: {
        printManifest: () => Promise.resolve(succeed(null)),
        printPackingList: () => Promise.resolve(succeed(null)),
      },
      now: () => new Date(clock.wallMs()).toISOString(),
      today: () => new Date(clock.wallMs()).toISOString().slice(0, 10),
      onBug: throwLater,
    })
    journal.onAppended((frames) => {
      const facts = frames.flatMap((frame) => factOf(frame) ?? [])
      this.#ledger.record(frames)
      this.#store.takeIn(facts)
      this.#station.follow(facts)
    })
    const client = createApiClient({ fetch, baseUrl, token: () => token, timeoutMs: 30_000 })
    const contact = new Contact(clock, 15_000)
    const random = seededRandom(3)
    this.loop = new PushLoop({ client, stationId, journal, settlement, contact, clock, random })
    this.#station.start()
    this.loop.start()
  }

  static async open(
    enrolled: TestStation,
    base: BaseRows,
    world: { readonly clock: HeldClock; readonly fetch: Fetch },
  ): Promise<OfflineBench> {
    const disk = new FaultyDisk(seededRandom(1)).open()
    const settlement = valueOf(await Settlement.open(disk))
    const journal = await openGood(disk, {
      newEpoch: randomUUID,
      now: () => new Date(world.clock.wallMs()).toISOString(),
      segmentBytes: 1e6,
    })
    return new OfflineBench(enrolled, base, { ...world, journal, settlement })
  }

  /** Opens an order, packs it to the last unit, and scans its label back. */
  async packs(orderNumber: string): Promise<void> {
    await this.#scan(orderNumber, 'order-opened')
    const codes = this.#store.unitCodes(orderNumber)
    for (const [index, code] of codes.entries())
      await this.#scan(code, index === codes.length - 1 ? 'parcel-closed' : 'item-packed')
    await this.#sees(({ phase }) => phase === 'awaiting-scan-back')
    await this.#scan(this.#labelOf(orderNumber), 'label-confirmed')
  }

  /** Opens an order, packs its first unit, and puts it aside. */
  async begins(orderNumber: string): Promise<void> {
    await this.#scan(orderNumber, 'order-opened')
    await this.#scan(this.#store.unitCodes(orderNumber)[0] ?? '', 'item-packed')
    await this.#scan('HF:LATER', 'order-set-aside')
  }

  /** Gives packed orders to the courier. */
  async handsOver(orderNumbers: readonly string[]): Promise<void> {
    await this.#scan('HF:HANDOVER', 'scenario-changed')
    for (const orderNumber of orderNumbers)
      await this.#scan(this.#labelOf(orderNumber), 'parcel-handed-over')
    await this.#scan('HF:BENCH', 'scenario-changed')
  }

  /** Every order that a label of this bench is for. */
  labels(): readonly string[] {
    return this.#labels
  }

  async frames(): Promise<readonly string[]> {
    const frames = valueOf(await this.#journal.read(1, Number.MAX_SAFE_INTEGER))
    return frames.map((frame) => frameText(frame))
  }

  async stop(): Promise<void> {
    await this.loop.stop()
    await this.#queue.stop()
    await this.#settlement.close()
    await this.#journal.close()
  }

  async #scan(text: string, expected: string): Promise<void> {
    const before = this.#station.view().feedbackSerial
    this.#scans += 1
    const raw = { scanId: String(this.#scans), scannerId: 'hand', text, aim: null, fault: null }
    this.#station.receive({ ...raw, startedMs: 0, endedMs: 0, byteCount: text.length })
    await this.#sees(
      ({ feedback, feedbackSerial }) =>
        feedbackSerial > before && !fromPrinter.includes(feedback.code),
    )
    const { feedback } = this.#station.view()
    if (feedback.code !== expected)
      throw new Error(`${text} was answered with ${JSON.stringify(feedback)}, not ${expected}`)
  }

  #sees(isSo: (view: StationView) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(this.#station.view())) return
        end()
        resolve()
      }
      const end = this.#station.subscribe(look)
      look()
    })
  }

  #labelOf(orderNumber: string): string {
    const found = this.#labels.find((number) => this.#store.orderOf(number) === orderNumber)
    if (found === undefined) throw new Error(`no label came out for ${orderNumber}`)
    return found
  }

  #openQueue(): PrintQueue {
    const transport = createVirtualPrinter((bytes) => {
      this.#labels.push(new TextDecoder().decode(bytes).split(' ')[1] ?? '')
    })
    return createPrintQueue({
      question: null,
      printer: { printerId: 'printer', name: 'Labels' },
      profile: () => zplProfile,
      waybill: 'waybill-100x150',
      ...{ ledger: this.#ledger, renderer: textRenderer, transport },
      append: (events) => this.#journal.append(events),
      wait: () => Promise.resolve(),
      random: () => 0.5,
      onHealth: () => undefined,
      onBug: throwLater,
    })
  }

  #stationJournal(): StationJournal {
    return {
      commit: async (events, labels) => {
        valueOf(await this.#journal.append(events))
        for (const label of labels) valueOf(this.#queue.enqueue(label))
        return succeed(null)
      },
      nextNumber: () => Promise.resolve(null),
      startLabel: (label) => Promise.resolve(succeed(valueOf(this.#queue.enqueue(label)))),
    }
  }
}

/** A bug fails the test that has met it. */
function throwLater(cause: unknown): void {
  queueMicrotask(() => {
    throw cause
  })
}
