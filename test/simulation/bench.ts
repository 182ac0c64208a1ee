import type { SecretStore } from '../../electron/main/centre/enrol.ts'
import type { Disk } from '../../electron/main/journal/disk.ts'
import { succeed } from '../../shared/domain/result.ts'
import type { JournalFrame } from '../../shared/protocol/frame.ts'
import type { IpcEvent, IpcEvents } from '../../shared/ipc/events.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import type { Chance } from './chance.ts'
import { MainProcess } from './main-process.ts'
import { Broken, type Oracle } from './oracle.ts'
import { SimulatedCache } from './simulated-cache.ts'
import type { SimulatedCentre } from './simulated-centre.ts'
import type { Line, SimulatedNetwork } from './simulated-network.ts'
import type { SimulatedPrinter } from './simulated-printer.ts'
import { slowDisk } from './slow-disk.ts'
import type { Trace } from './trace.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'
import { SimulatedWindow } from './window.ts'

/** What a bench is made from. */
export interface BenchParts {
  readonly name: string
  /** Process ids of its programs are above this one. */
  readonly processes: number
  readonly time: VirtualTime
  readonly trace: Trace
  readonly oracle: Oracle
  readonly chance: Chance
  readonly centre: SimulatedCentre
  readonly network: (lineOf: () => Line) => SimulatedNetwork
  readonly printer: SimulatedPrinter
  /** Told of every owner that is born, so that its cache is in place when it acts. */
  readonly onOwner: (owner: Owner, cache: SimulatedCache) => void
}

interface Disks {
  readonly journal: FaultyDisk
  readonly identity: FaultyDisk
  readonly archive: FaultyDisk
}

/** Facts after which the world is another one. */
const worldly = new Set(['item.packed', 'parcel.closed', 'label.sending', 'parcel.handedOver'])
/** What was begun before a station was turned away has ended by then, ms. */
const wayOutMs = 10_000

/** How a bench's program ends. */
export type Death = 'kill' | 'power-cut'

/** One bench: what outlives its programs, and the programs that run on it one after the other. */
export class Bench {
  readonly name: string
  readonly printer: SimulatedPrinter
  readonly cache = new SimulatedCache()
  readonly #parts: BenchParts
  readonly #network: SimulatedNetwork
  #disks: Disks
  #secret: string | null = null
  #runs = 0
  #mainOwner: Owner = { name: '', alive: false }
  #windowOwner: Owner = { name: '', alive: false }
  #sessionAtStart = 0
  main: MainProcess | null = null
  window: SimulatedWindow | null = null
  line: Line = 'up'
  /** How far this bench's clock is off, ms. */
  clockOffsetMs = 0
  /** Whether the same image also runs on another machine. */
  isCloned = false
  /** Longest that one call of the disk takes, ms. */
  diskDelayMs = 4
  /** Since when its program knows that the centre has turned it away, ms; null = it does not. */
  #turnedAwayAt: number | null = null
  /** Faults that were done to it and explain that it cannot work: told by the simulation. */
  isHurt = false

  constructor(parts: BenchParts) {
    this.#parts = parts
    this.name = parts.name
    this.printer = parts.printer
    this.#network = parts.network(() => this.line)
    const { random } = parts.chance
    this.#disks = {
      journal: new FaultyDisk(random),
      identity: new FaultyDisk(random),
      archive: new FaultyDisk(random),
    }
    this.cache.onDeath = () => {
      parts.trace.write(`  ${this.name}: the window dies in a transaction`)
      this.#windowOwner.alive = false
    }
  }

  get disks(): Disks {
    return this.#disks
  }

  get isRunning(): boolean {
    return this.#mainOwner.alive
  }

  get hasWindow(): boolean {
    return this.#windowOwner.alive && this.window?.station != null
  }

  get windowOwner(): Owner {
    return this.#windowOwner
  }

  wallMs = (): number =>
    Date.parse('2026-11-24T02:00:00Z') + this.#parts.time.now + this.clockOffsetMs

  /** Takes over the image of another bench's disks. */
  cloneFrom(other: Bench): void {
    const { random } = this.#parts.chance
    this.#disks = {
      journal: other.#disks.journal.clone(random),
      identity: other.#disks.identity.clone(random),
      archive: other.#disks.archive.clone(random),
    }
    this.#secret = other.#secret
    this.#parts.oracle.copy(other.name, this.name)
    this.isCloned = true
    other.isCloned = true
  }

  /** What a person does who finds the program dead, or saying that it cannot go on. */
  lookAfter(): void {
    if (!this.isRunning) return this.start()
    const { main } = this
    if (main?.hindrance || main?.vault?.journal.stopped) return this.die('kill')
    if (main?.isReady) this.openWindow()
  }

  /** Starts the program, unless it runs. */
  start(): void {
    if (this.isRunning) return
    this.#runs += 1
    const owner = { name: `${this.name}.${String(this.#runs)}`, alive: true }
    this.#mainOwner = owner
    this.#parts.onOwner(owner, this.cache)
    this.#sessionAtStart = this.#session()
    this.#run(owner).catch((cause: unknown) => {
      this.#bug(owner, cause)
    })
  }

  /** The program and its window are gone; with power cut, so is what was not synced. */
  die(death: Death): void {
    this.#parts.trace.write(`  ${this.name}: ${death}`)
    this.#mainOwner.alive = false
    this.#windowOwner.alive = false
    this.cache.frozen = true
    this.main = null
    this.window = null
    for (const disk of Object.values(this.#disks) as FaultyDisk[]) {
      if (death === 'power-cut') disk.cutPower()
      else disk.kill()
      disk.planFault(null)
    }
  }

  /** Only the window is gone. */
  closeWindow(): void {
    this.#windowOwner.alive = false
    this.cache.frozen = true
    this.window = null
  }

  /** After each step: a disk on which the program died at a planned call takes the whole program with it. */
  noticeDeath(): boolean {
    if (!this.main?.vault?.exclusion.value) this.#turnedAwayAt = null
    else this.#turnedAwayAt ??= this.#parts.time.now
    if (!this.isRunning || this.#session() === this.#sessionAtStart) return false
    this.die(this.#parts.chance.happens(0.6) ? 'power-cut' : 'kill')
    return true
  }

  openWindow(): void {
    const { main } = this
    if (!main || !this.isRunning || this.#windowOwner.alive) return
    this.#runs += 1
    const owner = { name: `${this.name}.w${String(this.#runs)}`, alive: true }
    this.#windowOwner = owner
    this.#parts.onOwner(owner, this.cache)
    this.#parts.time.plan(owner, 1, 'window opens', () => {
      this.cache.frozen = false
      this.#openWindow(owner, main).catch((cause: unknown) => {
        this.#bug(owner, cause)
      })
    })
  }

  #session(): number {
    const { journal, identity, archive } = this.#disks
    return journal.session + identity.session + archive.session
  }

  async #run(owner: Owner): Promise<void> {
    const { trace, oracle, time, chance } = this.#parts
    const delayMs = (): number => chance.between(0, this.diskDelayMs)
    const slow = (disk: Disk): Disk =>
      slowDisk(disk, (call) => time.sleep(owner, delayMs(), `disk ${call}`))
    const main = new MainProcess({
      ...{
        owner,
        processId: this.#parts.processes + this.#runs,
        secrets: this.#secrets(),
        wallMs: this.wallMs,
      },
      ...{ time: this.#parts.time, chance: this.#parts.chance },
      disks: {
        journal: slow(this.#disks.journal.open()),
        identity: slow(this.#disks.identity.open()),
        archive: slow(this.#disks.archive.open()),
      },
      fetch: this.#network.fetchFor(owner),
      transport: this.printer.transportFor(owner),
      pairingCode: () => this.#parts.centre.pairingCode(),
      send: (name, payload) => {
        this.#tellWindow(name, payload)
      },
      onDurable: (frames) => {
        if (!owner.alive) return
        trace.write(
          `  ${this.name}: durable ${frames.map((frame) => `${String(frame.seq)} ${frame.type}`).join()}`,
        )
        oracle.noteDurable(this.name, frames)
        oracle.noteDepartures(this.name, frames)
        this.#checkStillness(frames)
      },
      onAcked: (ackedSeq) => {
        trace.write(`  ${this.name}: acked ${String(ackedSeq)}`)
      },
      onBug: (cause) => {
        this.#bug(owner, cause)
      },
    })
    this.main = main
    const opened = await main.openVault()
    // A disk on which the program dies answers its last call with an error that nobody is left to read.
    if (!owner.alive || this.#session() !== this.#sessionAtStart) return
    if (!opened || !main.vault) {
      trace.write(`  ${this.name}: ${main.hindrance}`)
      const isDiskFault = this.isHurt && /ENOSPC|EIO/.test(main.hindrance)
      if (!isDiskFault) throw new Broken('I1', `${this.name} cannot start: ${main.hindrance}`)
      return
    }
    await this.#checkJournal(main)
    await main.begin(main.vault)
    if (main.isReady) this.openWindow()
  }

  /** I3 and I4: a copy that was turned away does nothing more in the world; what was on its way by then may still be told. */
  #checkStillness(frames: readonly JournalFrame[]): void {
    const { oracle, time } = this.#parts
    if (this.#turnedAwayAt === null || time.now - this.#turnedAwayAt < wayOutMs) return
    const done = frames.find(({ type }) => worldly.has(type))
    if (done)
      oracle.breaches.push(new Broken('I4', `${this.name} goes on with ${done.type}, turned away`))
  }

  async #checkJournal({ vault }: MainProcess): Promise<void> {
    if (!vault) return
    const { journal } = vault
    const frames = await journal.read(1, Number.MAX_SAFE_INTEGER)
    if (!frames.ok) throw new Broken('I1', `${this.name}: the journal cannot be read`)
    this.#parts.oracle.checkRecovered(this.name, journal.epoch, frames.value)
  }

  async #openWindow(owner: Owner, main: MainProcess): Promise<void> {
    const { time, chance, trace } = this.#parts
    const window = new SimulatedWindow({
      ...{ owner, time, chance, main, mainOwner: this.#mainOwner, wallMs: this.wallMs },
      onBug: (cause) => {
        this.#bug(owner, cause)
      },
      onTrouble: (what) => {
        if (owner.alive) trace.write(`  ${owner.name}: ${what}`)
      },
    })
    this.window = window
    while (owner.alive && !(await window.open()))
      await time.sleep(owner, 1_000, 'window tries again')
  }

  #tellWindow<Name extends IpcEvent>(name: Name, payload: IpcEvents[Name]): void {
    if (this.#windowOwner.alive) this.window?.hear(name, payload)
  }

  #bug(owner: Owner, cause: unknown): void {
    const { oracle } = this.#parts
    if (cause instanceof Broken) return void oracle.breaches.push(cause)
    if (!owner.alive || (owner === this.#windowOwner && this.cache.frozen)) return
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
    oracle.breaches.push(new Broken('bug', `${owner.name}: ${text}`))
  }

  #secrets(): SecretStore {
    return {
      read: () => Promise.resolve(succeed(this.#secret)),
      write: (secret) => {
        this.#secret = secret
        return Promise.resolve(succeed(undefined))
      },
    }
  }
}
