import { z } from 'zod'
import type { Disk } from '../journal/disk.ts'
import type { ApiClient } from './api-client.ts'
import { jsonOf } from './centre-fault.ts'
import type { CentreClock } from './clock.ts'

/** What people call each station of the warehouse, by its id. */
export type NamesOfStations = Readonly<Record<string, string>>

const fileName = 'station-names.json'
const record = z.record(z.string(), z.string())

/** Between two questions, ms: a bench is set up or renamed once in months. */
const askEveryMs = 600_000
/** After a centre that did not answer, ms. */
const askAgainMs = 30_000

/** What the names come from. */
export interface StationNamesPorts {
  readonly client: Pick<ApiClient, 'stations'>
  readonly clock: CentreClock
  readonly disk: Pick<Disk, 'read' | 'replaceFile'>
  readonly onChanged: (names: NamesOfStations) => void
}

/** Names of the other benches: asked of the centre, and kept for days without it. A name that is lost is no harm. */
export class StationNames {
  readonly #ports: StationNamesPorts
  readonly #stop = new AbortController()
  #names: NamesOfStations
  #callOff = (): void => undefined

  private constructor(ports: StationNamesPorts, names: NamesOfStations) {
    this.#ports = ports
    this.#names = names
  }

  /** Begins with those that were kept. */
  static async open(ports: StationNamesPorts): Promise<StationNames> {
    const kept = await ports.disk.read(fileName)
    const parsed = kept.ok
      ? record.safeParse(jsonOf(Buffer.from(kept.value).toString('utf8')))
      : null
    return new StationNames(ports, parsed?.data ?? {})
  }

  read(): NamesOfStations {
    return this.#names
  }

  /** Asks the centre now, and again and again until the end. */
  start(): void {
    void this.#ask()
  }

  stop(): void {
    this.#stop.abort()
    this.#callOff()
  }

  async #ask(): Promise<void> {
    const { client, clock } = this.#ports
    const { signal } = this.#stop
    const answer = await client.stations(signal)
    if (signal.aborted) return
    if (answer.ok) await this.#take(answer.value.stations)
    if (signal.aborted) return
    this.#callOff = clock.schedule(answer.ok ? askEveryMs : askAgainMs, () => void this.#ask())
  }

  async #take(
    stations: readonly { readonly stationId: string; readonly stationName: string }[],
  ): Promise<void> {
    const names = Object.fromEntries(
      stations.map(({ stationId, stationName }) => [stationId, stationName]),
    )
    const text = JSON.stringify(names)
    if (text === JSON.stringify(this.#names)) return
    this.#names = names
    this.#ports.onChanged(names)
    await this.#ports.disk.replaceFile(fileName, Buffer.from(text))
  }
}
