import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { createStationApp, firstStartPatienceMs, type StationApp } from './station-app.ts'

/** A station with the demo shop of its own centre and a scanner on a tty; what to scan next is read off its screen. */
export interface DemoBench {
  readonly station: StationApp
  readonly cable: PtyCable
  /** Where the station keeps its data. */
  readonly dataFolder: string
  /** Bytes on the tty, as a scanner sends a code. */
  scan(code: string): Promise<void>
  /** The code that the screen says to scan next. */
  nextCode(): Promise<string>
  /** How many messages the band has shown. */
  messages(): Promise<number>
  /** Scans what the screen says and waits until the band has answered. */
  follow(): Promise<string>
  /** Opens the order that is due first of those not begun; answers its number. */
  openNext(): Promise<string>
  /** Opens the next order and packs all of it but for so many units; answers its number. */
  packAllBut(units: number): Promise<string>
  unitsToPack(): Promise<number>
  /** Waits until the first order of the demo shop is offered. */
  untilFilled(): Promise<void>
  /** Waits for a phase of the bench. */
  untilPhase(name: string): Promise<void>
  remove(): Promise<void>
}

/** Starts one, filled with the demo shop. `settings` come on top of its own. */
export async function startDemoBench({
  doubleReadMs = 0,
  ...settings
}: {
  readonly printers?: readonly unknown[]
  readonly doubleReadMs?: number
  readonly scales?: readonly unknown[]
  readonly weighing?: 'off' | 'check'
  readonly cartons?: 'off' | 'ask'
  readonly idleLockMinutes?: number
  readonly supervisors?: readonly string[]
  readonly profiles?: readonly unknown[]
}): Promise<DemoBench> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-bench-'))
  const cable = await createPtyCable()
  const station = await createStationApp(join(folder, 'station'), {
    version: 1,
    doubleReadMs,
    scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
    // Shown for the code that it offers next; nobody clicks it.
    virtualScanner: true,
    ...settings,
  })
  await station.start()
  const bench = new ScreenBench(station, cable, folder, doubleReadMs)
  await bench.untilFilled()
  return bench
}

class ScreenBench implements DemoBench {
  readonly station: StationApp
  readonly cable: PtyCable
  readonly dataFolder: string
  readonly #folder: string
  readonly #begun = new Set<string>()
  readonly #doubleReadMs: number
  #answeredAtMs = 0

  constructor(station: StationApp, cable: PtyCable, folder: string, doubleReadMs: number) {
    this.#doubleReadMs = doubleReadMs
    this.station = station
    this.cable = cable
    this.#folder = folder
    this.dataFolder = join(folder, 'station')
  }

  scan = (code: string): Promise<void> => this.cable.write(Buffer.from(`${code}\r`))

  nextCode = (): Promise<string> =>
    until('the screen says what to scan next', async () => {
      const code = await this.station.page().getByTestId('virtual-next').getAttribute('data-code')
      return code === '' ? null : code
    })

  async messages(): Promise<number> {
    return Number(await this.station.page().getByTestId('feedback').getAttribute('data-serial'))
  }

  async follow(): Promise<string> {
    // Two units of the same goods that come faster are one unit read twice.
    await until(
      'the double-read time is over',
      () => performance.now() - this.#answeredAtMs > this.#doubleReadMs,
    )
    const code = await this.nextCode()
    await this.station.answerTo(code, () => this.scan(code))
    this.#answeredAtMs = performance.now()
    return code
  }

  async unitsToPack(): Promise<number> {
    const [packed = 0, ordered = 0] = (await this.station.text('order-progress'))
      .split('/')
      .map((part) => Number.parseInt(part, 10))
    return ordered - packed
  }

  async openNext(): Promise<string> {
    await this.scan('HF:QUEUE')
    await this.station.untilFeedback('scenario-changed')
    const orderNumber = await until('an order that was not begun is offered', async () => {
      const code = await this.nextCode()
      return code.startsWith('SO-') && !this.#begun.has(code) ? code : null
    })
    this.#begun.add(orderNumber)
    await this.scan(orderNumber)
    await this.station.untilFeedback('order-opened')
    return orderNumber
  }

  async packAllBut(units: number): Promise<string> {
    const orderNumber = await this.openNext()
    while ((await this.unitsToPack()) > units) await this.follow()
    return orderNumber
  }

  async untilPhase(name: string): Promise<void> {
    await this.station.page().getByTestId(`phase-${name}`).waitFor()
  }

  async untilFilled(): Promise<void> {
    const next = this.station.page().getByTestId('virtual-next')
    const isOffered = async (): Promise<boolean> =>
      (await next.getAttribute('data-code'))?.startsWith('SO-') === true
    await until('the first order is offered', isOffered, firstStartPatienceMs)
  }

  async remove(): Promise<void> {
    await this.station.quit()
    await this.cable.remove()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
