import { Bench } from './bench.ts'
import { CentralOffice } from './central-office.ts'
import { CentreTrouble } from './centre-trouble.ts'
import { chanceOf, type Chance } from './chance.ts'
import { checkBinCounts, checkCountTasks } from './count-checks.ts'
import {
  checkBase,
  checkCounts,
  checkEvents,
  checkExceptions,
  checkShipments,
  isStoppedForGood,
  readBase,
} from './final-checks.ts'
import { actOnce } from './operator.ts'
import { Broken, Oracle } from './oracle.ts'
import { untilAnswered } from './quiet.ts'
import { readServerState } from './server-state.ts'
import type { SimulatedCentre } from './simulated-centre.ts'
import type { SimulatedCache } from './simulated-cache.ts'
import { SimulatedNetwork } from './simulated-network.ts'
import { SimulatedPrinter } from './simulated-printer.ts'
import { Trace } from './trace.ts'
import { VirtualTime, type Owner } from './virtual-time.ts'
import { clearUp, strike } from './weather.ts'

/** What came of one seed. */
export interface SimulationReport {
  readonly seed: number
  /** Of the whole trace: the same seed gives the same one. */
  readonly hash: string
  readonly steps: number
  readonly virtualMs: number
  /** Durable facts, labels that came out, parcels that left. */
  readonly facts: number
  readonly labels: number
  readonly departures: number
  /** Which promise was broken; null = none. */
  readonly failure: string | null
}

/** After everything is well again, it takes at most so long until nothing waits any more, ms (I6). */
const healingMs = 240_000

/** Runs one seed on a centre that is used for nothing else meanwhile. */
export async function simulate(
  centre: SimulatedCentre,
  seed: number,
  show: (line: string) => void = () => undefined,
): Promise<SimulationReport> {
  return new Simulation(centre, seed, show).run()
}

class Simulation {
  readonly #seed: number
  readonly #centre: SimulatedCentre
  readonly #time = new VirtualTime()
  readonly #trace: Trace
  readonly #oracle = new Oracle(() => this.#time.now)
  readonly #plan: Chance
  readonly #office: CentralOffice
  readonly #benches: Bench[] = []
  readonly #caches = new Map<Owner, SimulatedCache>()
  readonly #boxInHand = new Map<string, number>()
  #steps = 0
  #isHealing = false
  #trouble: CentreTrouble | null = null

  constructor(centre: SimulatedCentre, seed: number, show: (line: string) => void) {
    this.#seed = seed
    this.#centre = centre
    this.#trace = new Trace(show)
    this.#plan = chanceOf(seed, 'plan')
    this.#office = new CentralOffice(centre, chanceOf(seed, 'office'))
    this.#time.prepare = (owner) => {
      if (owner) this.#caches.get(owner)?.install()
    }
  }

  async run(): Promise<SimulationReport> {
    let failure: string | null = null
    try {
      await this.#live()
      await this.#heal()
      await this.#check()
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      failure = error.message
    }
    for (const bench of this.#benches) if (bench.isRunning) bench.die('kill')
    this.#trace.write(failure ?? 'all promises kept')
    return {
      seed: this.#seed,
      hash: this.#trace.digest(),
      steps: this.#steps,
      virtualMs: this.#time.now,
      facts: this.#benches.reduce((sum, { name }) => sum + this.#oracle.factsOf(name), 0),
      labels: this.#oracle.papers.length,
      departures: this.#oracle.departures.length,
      failure,
    }
  }

  async #live(): Promise<void> {
    const plan = this.#plan
    const wallMs = (): number =>
      Date.parse('2026-11-24T02:00:00Z') + this.#time.now + (this.#trouble?.clockOffsetMs ?? 0)
    await untilAnswered(this.#centre.begin({ wallMs, chance: chanceOf(this.#seed, 'centre') }))
    const count = plan.pick([2, 2, 2, 3, 3, 4, 5]) ?? 2
    await this.#office.open(count * 2 + 1)
    for (let number = 1; number <= count; number += 1) this.#addBench(`bench-${String(number)}`)
    for (const bench of this.#benches) this.#staff(bench)
    this.#planWeather()
    this.#planCentre()
    if (plan.happens(0.12)) this.#planClone(plan.between(3_000, 10_000))
    await this.#until(
      plan.happens(0.15) ? plan.between(15_000, 40_000) : plan.between(4_000, 14_000),
    )
  }

  #addBench(name: string): Bench {
    const [time, trace, oracle, centre] = [this.#time, this.#trace, this.#oracle, this.#centre]
    const printer = new SimulatedPrinter({
      ...{ time, chance: chanceOf(this.#seed, `${name} printer`), bench: name },
      onPaper: (paper) => {
        trace.write(`  ${name}: paper ${paper.waybillNumber} copy ${String(paper.copy)}`)
        oracle.notePaper(paper)
      },
    })
    const chance = chanceOf(this.#seed, `${name} network`)
    const bench = new Bench({
      ...{ name, time, trace, oracle, centre, printer, chance: chanceOf(this.#seed, name) },
      processes: 1_000 * (this.#benches.length + 1),
      network: (lineOf) =>
        new SimulatedNetwork({ time, chance, trace, centre, onAnswer: () => undefined }, lineOf),
      onOwner: (owner, cache) => void this.#caches.set(owner, cache),
    })
    this.#benches.push(bench)
    return bench
  }

  /** A person who works at a bench, and looks after it. */
  #staff(bench: Bench): void {
    const chance = chanceOf(this.#seed, `${bench.name} person`)
    const person: Owner = { name: `${bench.name} person`, alive: true }
    this.#caches.set(person, bench.cache)
    const look = (): void => {
      bench.lookAfter()
      this.#time.plan(
        person,
        chance.between(500, this.#isHealing ? 2_000 : 8_000),
        'looks after',
        look,
      )
    }
    const act = (): void => {
      if (!this.#isHealing) this.#act(bench, chance)
      this.#watch(bench)
      this.#time.plan(person, chance.between(100, 1_000), 'acts', act)
    }
    look()
    this.#time.plan(person, 500, 'acts', act)
  }

  /** Somebody copies the disk of a bench and starts the copy on another machine. */
  #planClone(afterMs: number): void {
    this.#time.plan(null, afterMs, 'clone', () => {
      const [original] = this.#benches
      if (!original || original.main?.stationId == null) return
      original.die('kill')
      const clone = this.#addBench('clone-1')
      clone.cloneFrom(original)
      this.#staff(clone)
    })
  }

  /** What a bench shows of an order that is its alone is every durable fact, once, also in the middle of all trouble (I2). */
  #watch(bench: Bench): void {
    const store = bench.hasWindow ? bench.window?.store : null
    const orderNumber = bench.window?.station?.view().order?.orderNumber
    if (!store || orderNumber === undefined || !this.#centre.tellsTaken) return
    // Given to one bench by the centre while another has claimed it: whose it is, is not told from outside.
    if (this.#centre.givenInWaves.has(orderNumber)) return
    store.findOrder(orderNumber).then(
      (order) => {
        const count = this.#oracle.countOf(bench.name, orderNumber)
        const isSettled =
          count && this.#time.now - count.changedAt > 3_000 && bench.diskDelayMs < 100
        if (!order || !isSettled || bench.isCloned || bench.cache.frozen) return
        // A unit that the office has moved to another order lies in the box and is not counted; a task says so.
        if (order.exceptionCode === 'over-packed') return
        const shown = order.lines.reduce((sum, { packed }) => sum + packed, 0)
        if (shown !== count.packed)
          this.#oracle.breaches.push(
            new Broken(
              'I2',
              `${bench.name} shows ${String(shown)} units of ${orderNumber} packed, it was ${String(count.packed)}`,
            ),
          )
      },
      () => undefined,
    )
  }

  #act(bench: Bench, chance: Chance): void {
    const station = bench.hasWindow ? bench.window?.station : null
    if (!station) return
    const did = actOnce(station, {
      chance,
      orderNumbers: () =>
        this.#office.orderNumbers.filter((orderNumber) => !this.#hasLeft(orderNumber)),
      // A label that left on its box cannot be scanned any more.
      papersHere: () =>
        this.#oracle.papers.filter((paper) => paper.bench === bench.name && !this.#isGone(paper)),
      parcelElsewhere: () =>
        chance.pick(
          this.#oracle.papers.filter((paper) => paper.bench !== bench.name && !this.#isGone(paper)),
        ) ?? null,
      boxes: () => this.#freeBoxes(),
    })
    this.#trace.write(`  ${bench.name}: ${did}`)
    if (did.startsWith('scans ')) this.#boxInHand.set(did.slice(6), this.#time.now)
  }

  #isGone({ waybillNumber }: { readonly waybillNumber: string }): boolean {
    return this.#oracle.departures.some((departure) => departure.waybillNumber === waybillNumber)
  }

  #hasLeft(orderNumber: string): boolean {
    return this.#oracle.departures.some((departure) => departure.orderNumber === orderNumber)
  }

  /** A box that somebody has just scanned is in that person's hands. */
  #freeBoxes(): readonly string[] {
    return this.#oracle.boxes.filter(
      (waybill) => this.#time.now - (this.#boxInHand.get(waybill) ?? -Infinity) > 6_000,
    )
  }

  #planWeather(): void {
    const chance = chanceOf(this.#seed, 'weather')
    const severity = chance.pick([1, 1, 2, 4]) ?? 1
    const next = (): void => {
      if (this.#isHealing) return
      const bench = chance.pick(this.#benches)
      if (bench) this.#trace.write(`  ${bench.name}: ${strike(bench, chance)}`)
      this.#time.plan(null, chance.between(500, 5_000) / severity, 'weather', next)
    }
    this.#time.plan(null, chance.between(2_000, 5_000), 'weather', next)
  }

  #planCentre(): void {
    const chance = chanceOf(this.#seed, 'centre weather')
    const areAllEnrolled = (): boolean =>
      this.#benches.every((bench) => bench.main?.stationId != null)
    const [time, centre, office] = [this.#time, this.#centre, this.#office]
    const trouble = new CentreTrouble({ time, chance, centre, office, areAllEnrolled })
    this.#trouble = trouble
    const next = (): void => {
      if (this.#isHealing) return
      void untilAnswered(trouble.strike()).then((what) => {
        this.#trace.write(`  centre: ${what}`)
      })
      this.#time.plan(null, chance.between(1_000, 8_000), 'centre', next)
    }
    this.#time.plan(null, chance.between(2_000, 8_000), 'centre', next)
  }

  async #until(end: number): Promise<void> {
    for (;;) {
      const step = await this.#time.step(end)
      for (const bench of this.#benches) bench.noticeDeath()
      const [breach] = this.#oracle.breaches
      if (breach) throw breach
      if (!step) return
      this.#steps += 1
      this.#trace.write(`${String(step.at)} ${step.owner} ${step.name}`)
    }
  }

  /** I6: everything is well again; then nothing waits any more after a while. */
  async #heal(): Promise<void> {
    this.#trace.write('all is well again')
    this.#isHealing = true
    this.#trouble?.end()
    for (const bench of this.#benches) clearUp(bench)
    const end = this.#time.now + healingMs
    while (this.#time.now < end) {
      await this.#until(this.#time.now + 4_000)
      if (await this.#isAtRest()) return
    }
    throw new Broken('I6', await this.#describeUnrest())
  }

  async #isAtRest(): Promise<boolean> {
    const { feedEpoch, seq: head } = await this.#centre.head()
    for (const bench of this.#benches) {
      const { main } = bench
      if (!main?.isReady || !bench.hasWindow) return false
      if (isStoppedForGood(bench) && bench.isCloned) continue
      if (main.unackedCount !== 0 || main.pushState?.kind !== 'idle') return false
      const place = (await readBase(bench))?.base?.place.feed
      if (place?.feedEpoch !== feedEpoch || place.seq !== head) return false
    }
    return true
  }

  async #describeUnrest(): Promise<string> {
    const { feedEpoch, seq: head } = await this.#centre.head()
    const told: string[] = [`feed ${feedEpoch} ${String(head)}`]
    for (const bench of this.#benches) {
      const place = (await readBase(bench))?.base?.place.feed
      const state = JSON.stringify(bench.main?.pushState)
      told.push(
        `${bench.name}: ${String(bench.main?.unackedCount)} unacked, ${state}, window ${String(bench.hasWindow)}, base ${JSON.stringify(place)}`,
      )
    }
    return told.join('; ')
  }

  async #check(): Promise<void> {
    const state = await readServerState(this.#centre)
    if (this.#centre.bugs.length > 0) throw new Broken('bug', this.#centre.bugs.join('; '))
    checkEvents(this.#benches, this.#oracle, state)
    checkCounts(state)
    checkShipments(this.#benches, this.#oracle, state)
    checkExceptions(state)
    checkBinCounts(state)
    checkCountTasks(state)
    for (const bench of this.#benches) if (!isStoppedForGood(bench)) await checkBase(bench, state)
  }
}
