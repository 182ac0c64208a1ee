import { once } from 'node:events'
import { constants, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReadStream } from 'node:tty'
import { createDeviceFileTransport } from '../../electron/main/print/device-file-transport.ts'
import { createSerialTransport } from '../../electron/main/print/serial-transport.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { joinTtys, type JoinedTtys } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import type { MoodyPrinter } from './printer-schedules.ts'

/** How the printer at the end of a line is from one visit to the next. */
type Mood =
  | { readonly kind: 'reads' }
  /** Takes nothing, and goes on with the next mood. */
  | { readonly kind: 'stands-still' }
  /** Paper out in the middle of a label. */
  | { readonly kind: 'pauses'; readonly afterBytes: number; readonly forMs: number }
  | { readonly kind: 'is-unplugged'; readonly afterBytes: number }

const drainTimeoutMs = 200

/** A printer on a real tty that changes its mood with every visit: half of them are serial ports, half device files. */
export async function makeLinePrinter(
  random: () => number,
  labelBytes: number,
): Promise<MoodyPrinter> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-moody-line-'))
  const printer = new LinePrinter(folder, random, labelBytes)
  await printer.restorePower()
  return printer
}

class LinePrinter implements MoodyPrinter {
  readonly transport: PrinterTransport
  readonly #folder: string
  readonly #near: string
  readonly #far: string
  readonly #random: () => number
  readonly #labelBytes: number
  #moodsLeft: number
  #mood: Mood = { kind: 'reads' }
  #joined: JoinedTtys | null = null
  #power: Promise<void> = Promise.resolve()
  #stream: ReadStream | null = null
  /** What it has read since it was switched on. */
  #buffer = ''
  #papers: string[] = []
  #readBytes = 0

  constructor(folder: string, random: () => number, labelBytes: number) {
    this.#folder = folder
    this.#near = join(folder, 'near')
    this.#far = join(folder, 'far')
    this.#random = random
    this.#labelBytes = labelBytes
    this.#moodsLeft = 1 + Math.floor(random() * 7)
    const path = this.#near
    const inner =
      random() < 0.5
        ? createDeviceFileTransport({ path, drainTimeoutMs })
        : createSerialTransport({ path, baudRate: 115_200, flowControl: 'none', drainTimeoutMs })
    this.transport = {
      open: (signal) => {
        this.#changeMood()
        return inner.open(signal)
      },
    }
  }

  papers = (): readonly string[] => this.#papers

  /** A tty takes bytes whether anybody reads them or not. */
  canLie = (): boolean => true

  /** The plug is pulled: what is in the line is lost, and what the printer had of a label with it. */
  cutPower(): Promise<void> {
    return this.#inTurn(() => this.#cut())
  }

  restorePower(): Promise<void> {
    return this.#inTurn(() => this.#plug())
  }

  /** The plug is in one hand: what was begun with it is ended before the next. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#power = this.#power.then(act)
    return this.#power
  }

  async #cut(): Promise<void> {
    const joined = this.#joined
    this.#joined = null
    this.#stream?.destroy()
    this.#stream = null
    this.#buffer = ''
    if (!joined) return
    const gone = once(joined.socat, 'exit')
    joined.socat.kill('SIGKILL')
    await gone
    await Promise.all(joined.ends.map((end) => end.close()))
    await Promise.all([this.#near, this.#far].map((path) => rm(path, { force: true })))
  }

  async #plug(): Promise<void> {
    if (this.#joined) return
    this.#joined = await joinTtys(this.#near, this.#far)
    this.#read()
  }

  /** A person looks when the printer has fallen silent. */
  async atRest(): Promise<void> {
    await this.restorePower()
    if (this.#mood.kind === 'stands-still') this.#stream?.pause()
    let before = -1
    let quiet = 0
    await until('the printer is silent', () => {
      quiet = before === this.#readBytes ? quiet + 1 : 0
      before = this.#readBytes
      return quiet >= 3
    })
  }

  async remove(): Promise<void> {
    await this.cutPower()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #changeMood(): void {
    this.#moodsLeft -= 1
    this.#mood = this.#moodsLeft > 0 ? this.#anyMood() : { kind: 'reads' }
    if (this.#mood.kind === 'stands-still') this.#stream?.pause()
    else this.#stream?.resume()
  }

  #anyMood(): Mood {
    const afterBytes = 1 + Math.floor(this.#random() * this.#labelBytes)
    const roll = this.#random()
    if (roll < 0.35) return { kind: 'reads' }
    if (roll < 0.55) return { kind: 'stands-still' }
    if (roll < 0.8) return { kind: 'pauses', afterBytes, forMs: this.#random() < 0.5 ? 10 : 400 }
    return { kind: 'is-unplugged', afterBytes }
  }

  /** As a tty, because a file that waits for bytes keeps a thread of the whole process waiting. */
  #read(): void {
    const stream = new ReadStream(openSync(this.#far, constants.O_RDWR | constants.O_NOCTTY))
    this.#stream = stream
    let ofMood = 0
    let mood = this.#mood
    stream.on('error', () => undefined)
    stream.on('data', (bytes: Buffer) => {
      if (mood !== this.#mood) [mood, ofMood] = [this.#mood, 0]
      const before = ofMood
      ofMood += bytes.length
      this.#take(bytes.toString('latin1'))
      if (!('afterBytes' in mood) || before >= mood.afterBytes || ofMood < mood.afterBytes) return
      if (mood.kind === 'is-unplugged') return void this.cutPower()
      stream.pause()
      setTimeout(() => stream.resume(), mood.forMs)
    })
  }

  /** Prints at the end of a label; what came before the beginning of a label is thrown away, as ^XA does. */
  #take(text: string): void {
    this.#readBytes += text.length
    this.#buffer += text
    const whole = /job-\d+ \S+ \d+;x*\^XZ/g
    for (const [paper] of this.#buffer.matchAll(whole))
      if (paper.length === this.#labelBytes + 3) this.#papers.push(paper)
    this.#buffer = this.#buffer.slice(this.#buffer.lastIndexOf('^XZ') + 1)
  }
}
