import { setTimeout as pause } from 'node:timers/promises'
import { createPtyCable, type PtyCable } from '../../fakes/serial-pty.ts'
import type { BenchCentre } from './bench-centre.ts'
import { orderAt, unitCodesOf, waybillNumberOf } from './bench-orders.ts'
import { startTimedPrinter, type TimedPrinter } from './label-printer.ts'
import type { PreparedStation } from './prepared.ts'
import { startStation, writeSettings, type StationWindow } from './station-window.ts'

/** What packing told. Times are ms from just before the first byte was written to the tty. */
export interface PackingTimes {
  /** To the painted decision, one for each scan, with what the decision was. */
  readonly painted: { readonly code: string; readonly ms: number }[]
  /** Last scan of an order to the first byte of its label at the printer. */
  readonly label: number[]
}

/** A station at work: a real tty, a real printer socket, and a person who is very quick. */
export interface PackingBench {
  readonly window: StationWindow
  readonly centre: BenchCentre
  readonly dataFolder: string
  /** Packs one order from its number to its label's scan-back, and adds what it took. */
  packOrder(index: number, times: PackingTimes): Promise<void>
  /** One scan; resolves when the answer, which must be this code, is painted. Answers when it was painted, ms. */
  scan(text: string, expected: string): Promise<number>
  /** Quits the station, or the one that was started in its place. */
  end(running?: StationWindow): Promise<void>
}

/** From one painted answer to the next scan: long enough for the window to have nothing left to do, ms. */
const betweenScansMs = { least: 60, spread: 80 }

/** Starts a station on a copy of a prepared folder. */
export async function startPacking(prepared: PreparedStation): Promise<PackingBench> {
  const [cable, printer, centre, dataFolder] = await Promise.all([
    createPtyCable(),
    startTimedPrinter(),
    prepared.startCentre(),
    prepared.copy(),
  ])
  const about = { centreUrl: centre.url, scannerPath: cable.path, printerPort: printer.port }
  await writeSettings(dataFolder, about)
  const window = await startStation(dataFolder)
  const serial = await window.page.evaluate<number>('bench.watchBand()')
  return new Packing({ cable, printer, centre, window, dataFolder }, serial)
}

interface Parts {
  readonly cable: PtyCable
  readonly printer: TimedPrinter
  readonly centre: BenchCentre
  readonly window: StationWindow
  readonly dataFolder: string
}

interface Message {
  readonly serial: number
  readonly code: string
  readonly paintedMs: number
}

class Packing implements PackingBench {
  readonly window: StationWindow
  readonly centre: BenchCentre
  readonly dataFolder: string
  readonly #cable: PtyCable
  readonly #printer: TimedPrinter
  #serial: number

  constructor({ cable, printer, centre, window, dataFolder }: Parts, serial: number) {
    this.#cable = cable
    this.#printer = printer
    this.centre = centre
    this.window = window
    this.dataFolder = dataFolder
    this.#serial = serial
  }

  async packOrder(index: number, times: PackingTimes): Promise<void> {
    const painted = async (text: string, code: string): Promise<void> => {
      times.painted.push({ code, ms: await this.scan(text, code) })
    }
    await painted(orderAt(index).orderNumber, 'order-opened')
    const codes = unitCodesOf(index)
    for (const code of codes.slice(0, -1)) await painted(code, 'item-packed')
    const firstByte = this.#printer.firstByte(this.#printer.labels() + 1)
    const lastAtMs = performance.now()
    await painted(codes.at(-1) ?? '', 'parcel-closed')
    times.label.push((await firstByte) - lastAtMs)
    await this.#next('label-sent')
    await this.#think()
    await painted(waybillNumberOf(index), 'label-confirmed')
  }

  async scan(text: string, expected: string): Promise<number> {
    const answered = this.#next(expected)
    const writtenMs = performance.now()
    await this.#cable.write(Buffer.from(`${text}\r`))
    const { paintedMs } = await answered
    await this.#think()
    return this.window.clock.toHere(paintedMs) - writtenMs
  }

  async #next(expected: string): Promise<Message> {
    const message = await this.window.page.evaluate<Message>(`bench.after(${String(this.#serial)})`)
    this.#serial = message.serial
    if (message.code !== expected)
      throw new Error(`the station said ${message.code} instead of ${expected}`)
    return message
  }

  #think(): Promise<void> {
    return pause(betweenScansMs.least + Math.random() * betweenScansMs.spread)
  }

  async end(running = this.window): Promise<void> {
    running.page.close()
    await running.program.quit()
    await Promise.all([this.#cable.remove(), this.#printer.close(), this.centre.close()])
  }
}
