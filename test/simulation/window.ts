import { succeed } from '../../shared/domain/result.ts'
import { createStationCentre } from '../../renderer/composition/station-centre.ts'
import { createStationJournal } from '../../renderer/composition/station-journal.ts'
import { createStation, type RunningStation } from '../../renderer/station/station.ts'
import { createBaseKeeper } from '../../renderer/sync/base-keeper.ts'
import { openStore, type OpenStore } from '../../renderer/sync/open-store.ts'
import type { SyncClient, WorkerMessage } from '../../renderer/sync/sync-messages.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { IpcAnswer } from '../../shared/ipc/faults.ts'
import type { IpcEvent, IpcEvents } from '../../shared/ipc/events.ts'
import type { StationDescription } from '../../shared/ipc/station-routes.ts'
import { factOf } from '../../shared/protocol/frame.ts'
import type { Chance } from './chance.ts'
import type { MainProcess } from './main-process.ts'
import { supervisorBadge } from './operator.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'

/** What one run of a window is made from. */
export interface WindowPorts {
  readonly owner: Owner
  readonly time: VirtualTime
  readonly chance: Chance
  readonly main: MainProcess
  readonly mainOwner: Owner
  readonly wallMs: () => number
  readonly onBug: (cause: unknown) => void
  /** Something went wrong that the window recovers from; empty unless the simulation did it. */
  readonly onTrouble: (what: string) => void
}

/** A queue of messages between two threads: in order, and late by a little. */
class Wire {
  readonly #ports: Pick<WindowPorts, 'time' | 'chance'>
  readonly #to: Owner
  readonly #name: string
  #lastAt = 0

  constructor(ports: Pick<WindowPorts, 'time' | 'chance'>, to: Owner, name: string) {
    this.#ports = ports
    this.#to = to
    this.#name = name
  }

  carry(run: () => void): void {
    const { time, chance } = this.#ports
    this.#lastAt = Math.max(this.#lastAt, time.now + chance.between(0, 3))
    time.plan(this.#to, this.#lastAt - time.now, this.#name, run)
  }
}

/** What main answers to a window that is gone reaches nobody. */
async function whileAlive<Value>(owner: Owner, work: Promise<Value>): Promise<Value> {
  const value = await work
  return owner.alive ? value : new Promise<never>(() => undefined)
}

function bodyWhileAlive(owner: Owner, { body }: Response): ReadableStream<Uint8Array> | null {
  const reader = body?.getReader()
  if (!reader) return null
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = await whileAlive(owner, reader.read())
        if (piece.done) controller.close()
        else controller.enqueue(piece.value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

type Listeners = { readonly [Name in IpcEvent]?: (payload: IpcEvents[Name]) => void }

/** One run of the window and its worker: what `composeWindow` puts together, on simulated threads. */
export class SimulatedWindow {
  readonly #ports: WindowPorts
  readonly #toMain: Wire
  readonly #toWindow: Wire
  #listeners: Listeners = {}
  store: OpenStore | null = null
  station: RunningStation | null = null

  constructor(ports: WindowPorts) {
    this.#ports = ports
    this.#toMain = new Wire(ports, ports.mainOwner, 'ipc to main')
    this.#toWindow = new Wire(ports, ports.owner, 'ipc to window')
  }

  /** Main tells the window something. */
  hear<Name extends IpcEvent>(name: Name, payload: IpcEvents[Name]): void {
    const copy = structuredClone(payload)
    this.#toWindow.carry(() => this.#listeners[name]?.(copy))
  }

  /** Opens the cache and the station; false when it has to be tried again. */
  async open(): Promise<boolean> {
    const { onBug, onTrouble, chance, wallMs } = this.#ports
    const described = await this.#request('station.describe', {})
    if (!described.ok) return false
    const { stationId, operatorId, flow, weighing, cartons } = described.value as StationDescription
    const opened = await this.#openStore(stationId)
    if (!opened.ok) {
      onTrouble(`store: ${opened.error}`)
      return false
    }
    const store = opened.value
    const station = createStation({
      ...{ store, stationId, operatorId, onBug, supervisors: [supervisorBadge], profiles: [] },
      way: {
        ...{ profile: null, flow },
        ...{ weighs: weighing === 'check', asksCarton: cartons === 'ask' },
      },
      main: { chooseProfile: () => Promise.resolve(succeed(null)) },
      printer: {
        printManifest: () => Promise.resolve(succeed(null)),
        printPackingList: () => Promise.resolve(succeed(null)),
      },
      centre: createStationCentre({ request: this.#request }, () => store.pullNow()),
      journal: createStationJournal({ request: this.#request }, (frames) => store.appended(frames)),
      now: () => new Date(wallMs()).toISOString(),
      today: () => new Date(wallMs()).toISOString().slice(0, 10),
      newId: () => chance.id('job'),
    })
    this.#listeners = {
      'journal.appended': ({ frames }) => {
        store.appended(frames)
        station.follow(frames.flatMap((frame) => factOf(frame) ?? []))
      },
      'journal.acked': (acked) => store.acked(acked),
    }
    store.queries.subscribe(() => station.refresh())
    this.store = store
    this.station = station
    station.start()
    store.startSync()
    return true
  }

  #openStore(stationId: string) {
    const { onTrouble, time, owner } = this.#ports
    return openStore({
      stationId,
      journalOverlay: async (cursor) => {
        const answer = await this.#request('journal.overlay', { cursor })
        if (!answer.ok) throw new Error(`journal.overlay: ${answer.error.detail}`)
        return answer.value
      },
      startWorker: (onMessage) => this.#worker(onMessage),
      keepStorage: () => Promise.resolve(true),
      later: (call, afterMs) => void time.plan(owner, afterMs, 'window timer', call),
      onIncident: (incident) => onTrouble(`incident ${incident.code} ${incident.detail}`),
      onPull: () => undefined,
      onFailure: (cause) => onTrouble(`failure ${String(cause)}`),
    })
  }

  #worker(onMessage: (message: WorkerMessage) => void): SyncClient {
    const { time, chance, main, owner } = this.#ports
    const toWorker = new Wire(this.#ports, owner, 'window to worker')
    const toWindow = new Wire(this.#ports, owner, 'worker to window')
    const hear = createBaseKeeper({
      tell: (message) => {
        const copy = structuredClone(message)
        toWindow.carry(() => onMessage(copy))
      },
      request: async (path, signal) => {
        if (!main.proxy) throw new TypeError('fetch failed')
        const answer = await whileAlive(
          owner,
          main.proxy(new Request(`http://app.test${path}`, { signal })),
        )
        return new Response(bodyWhileAlive(owner, answer), answer)
      },
      wait: (ms, signal) => time.sleep(owner, ms, 'worker waits', signal),
      random: chance.random,
    })
    return {
      post: (message) => toWorker.carry(() => hear(message)),
      stop: () => undefined,
    }
  }

  readonly #request: HoldfastBridge['request'] = (route, input) =>
    new Promise((resolve) => {
      const copy: unknown = structuredClone(input)
      this.#toMain.carry(() => {
        void this.#ports.main.router(null, route, copy).then((answer) => {
          this.#toWindow.carry(() => {
            // The router has checked the answer of this very route.
            resolve(structuredClone(answer) as IpcAnswer<never>)
          })
        })
      })
    })
}
