import { z } from 'zod'
import type { StationNames } from '../../../shared/ipc/station-routes.ts'
import type { StationsResponse } from '../../../shared/protocol/station.ts'
import type { Disk } from '../journal/disk.ts'
import { readKeptRecord, writeKeptRecord } from '../journal/kept-record.ts'
import type { ApiClient } from './api-client.ts'
import type { CentreClock } from './clock.ts'

const fileName = 'station-names.json'
const record = z.record(z.string(), z.string())

/** Between two questions, ms: a bench is set up or renamed once in months. */
const askEveryMs = 600_000
/** After a centre that did not answer, ms. */
const askAgainMs = 30_000

/** What the names come from. */
export interface NameKeeperPorts {
  readonly client: Pick<ApiClient, 'stations'>
  readonly clock: CentreClock
  readonly disk: Pick<Disk, 'read' | 'replaceFile'>
  readonly onChanged: (names: StationNames) => void
}

/** Names of the other benches: asked of the centre, and kept for days without it. A name that is lost is no harm. */
export class NameKeeper {
  readonly #ports: NameKeeperPorts
  readonly #stop = new AbortController()
  #names: StationNames
  #callOff = (): void => undefined

  private constructor(ports: NameKeeperPorts, names: StationNames) {
    this.#ports = ports
    this.#names = names
  }

  /** Begins with those that were kept. */
  static async open(ports: NameKeeperPorts): Promise<NameKeeper> {
    return new NameKeeper(ports, (await readKeptRecord(ports.disk, fileName, record)) ?? {})
  }

  read(): StationNames {
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
    if (answer.ok) await this.#take(answer.value)
    if (signal.aborted) return
    this.#callOff = clock.schedule(answer.ok ? askEveryMs : askAgainMs, () => void this.#ask())
  }

  async #take({ stations }: StationsResponse): Promise<void> {
    const names = Object.fromEntries(
      stations.map(({ stationId, stationName }) => [stationId, stationName]),
    )
    if (JSON.stringify(names) === JSON.stringify(this.#names)) return
    this.#names = names
    this.#ports.onChanged(names)
    await writeKeptRecord(this.#ports.disk, fileName, names)
  }
}
