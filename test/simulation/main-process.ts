import { createDrill } from '../../electron/main/drill/drill.ts'
import { paperRenderer } from './simulated-printer.ts'
import './same-thread-zlib.ts'
import { createApiClient, type Fetch } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import type { CentreClock } from '../../electron/main/centre/clock.ts'
import type { Enrolment, SecretStore } from '../../electron/main/centre/enrol.ts'
import { FeedArchive } from '../../electron/main/centre/feed-archive.ts'
import { createWaveClaims } from '../../electron/main/centre/wave-claims.ts'
import { createFeedProxy, type FeedProxy } from '../../electron/main/centre/feed-proxy.ts'
import type { PushState } from '../../electron/main/centre/push-state.ts'
import { startConnection, type Connection } from '../../electron/main/composition/connection.ts'
import { obtainEnrolment } from '../../electron/main/composition/enrolling.ts'
import { createIpcHandlers } from '../../electron/main/composition/ipc-handlers.ts'
import type { WorkingStation } from '../../electron/main/composition/working-station.ts'
import { createSetupBoard } from '../../electron/main/composition/setup-board.ts'
import { readStationHealth } from '../../electron/main/composition/station-health.ts'
import { openVaultOn, type Vault } from '../../electron/main/composition/vault.ts'
import { createRouter, type Router } from '../../electron/main/ipc/router.ts'
import type { Disk } from '../../electron/main/journal/disk.ts'
import { openTemplateShelf } from '../../electron/main/print/template-shelf.ts'
import { plainProfile } from '../../electron/main/print/printer-profiles.ts'
import { createPrintQueue, type PrintQueue } from '../../electron/main/print/print-queue.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { succeed } from '../../shared/domain/result.ts'
import type { IpcEvent, IpcEvents } from '../../shared/ipc/events.ts'
import type { StationDescription } from '../../shared/ipc/station-routes.ts'
import type { JournalFrame } from '../../shared/protocol/frame.ts'
import { freshProcess } from '../unit/journal/journal-fixture.ts'
import type { Chance } from './chance.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'

/** What one run of the main process is made from. */
export interface MainPorts {
  readonly owner: Owner
  readonly time: VirtualTime
  readonly chance: Chance
  /** Unix time as this bench's clock has it, ms. */
  readonly wallMs: () => number
  readonly processId: number
  readonly disks: { readonly journal: Disk; readonly identity: Disk; readonly archive: Disk }
  readonly secrets: SecretStore
  readonly fetch: Fetch
  readonly transport: PrinterTransport
  readonly pairingCode: () => Promise<string | null>
  readonly send: <Name extends IpcEvent>(name: Name, payload: IpcEvents[Name]) => void
  readonly onDurable: (frames: readonly JournalFrame[]) => void
  readonly onAcked: (ackedSeq: number) => void
  /** Hears of a throw or of a request that no window makes: both are bugs. */
  readonly onBug: (cause: unknown) => void
}

const zplProfile = plainProfile('zpl', 203)
const baseUrl = 'http://centre.test'
const patienceMs = 15_000
/** Small, so that simulations rotate segments often. */
const segmentBytes = 6_000
/** Beyond what Node lets a timer wait: requests time out by virtual time only. */
const noTimeoutMs = 2 ** 31 - 1

/** One run of the main process: everything that `Station` puts together, on simulated devices. */
export class MainProcess {
  readonly #ports: MainPorts
  readonly #clock: CentreClock
  readonly #contact: Contact
  readonly #setup = createSetupBoard(() => undefined)
  #enrolment: Enrolment | null = null
  #connection: Connection | null = null
  #vault: Vault | null = null
  #printing: PrintQueue | null = null
  #proxy: FeedProxy | null = null
  #claimWave: WorkingStation['claimWave'] | null = null
  /** Why it cannot work; empty while it can. */
  hindrance = ''
  readonly router: Router<null>

  constructor(ports: MainPorts) {
    const { owner, time, wallMs, onBug } = ports
    const monotonicStart = ports.chance.between(0, 1_000_000)
    this.#ports = ports
    this.#clock = {
      nowMs: () => monotonicStart + time.now,
      wallMs,
      schedule: (delayMs, run) => time.plan(owner, delayMs, 'timer', run),
    }
    this.#contact = new Contact(this.#clock, patienceMs)
    this.router = createRouter(this.#handlers(), {
      isTrustedSender: () => true,
      reportCrash: (route, thrown) => onBug(`${route}: ${String(thrown)}`),
      reportRejected: (code, detail) => onBug(`${code}: ${detail}`),
    })
  }

  get vault(): Vault | null {
    return this.#vault
  }

  get pushState(): PushState | null {
    return this.#connection?.report().state ?? null
  }

  get stationId(): string | null {
    return this.#enrolment?.identity.stationId ?? null
  }

  get unackedCount(): number {
    return this.#connection?.report().unackedCount ?? -1
  }

  get proxy(): FeedProxy | null {
    return this.#proxy
  }

  /** Whether a window can work with it. */
  get isReady(): boolean {
    return this.#proxy !== null
  }

  /** Opens what may not be lost; the caller looks at it before anything else happens. False = a hindrance. */
  async openVault(): Promise<boolean> {
    const { disks, processId, wallMs, chance } = this.#ports
    const vault = await openVaultOn({
      disk: disks.journal,
      processes: freshProcess(processId),
      segmentBytes,
      holder: 'simulated machine',
      newEpoch: () => chance.id('epoch'),
      now: () => new Date(wallMs()).toISOString(),
    })
    if (!vault.ok) {
      this.hindrance = `${vault.error.state}: ${vault.error.detail}`
      return false
    }
    this.#vault = vault.value
    return true
  }

  /** Everything after the vault: devices, enrolment, contact. */
  async begin(vault: Vault): Promise<void> {
    const { send, onDurable, disks, secrets } = this.#ports
    vault.journal.onAppended((frames) => {
      onDurable(frames)
      send('journal.appended', { frames })
    })
    this.#printing = this.#queue(vault)
    const enrolment = await obtainEnrolment({
      client: this.#client(() => null),
      place: { disk: disks.identity, secrets },
      stationName: 'bench',
      setup: this.#setup,
      ownPairingCode: this.#ports.pairingCode,
      asksPerson: false,
      wait: (ms) => this.#ports.time.sleep(this.#ports.owner, ms, 'enrolment waits'),
      isClosing: () => false,
    })
    if (!enrolment) return
    this.#enrolment = enrolment
    await this.#connect(vault, enrolment)
  }

  #client(token: () => string | null) {
    const { fetch } = this.#ports
    return createApiClient({ fetch, baseUrl, token, timeoutMs: noTimeoutMs })
  }

  async #connect(vault: Vault, enrolment: Enrolment): Promise<void> {
    const { send, chance, disks, onAcked } = this.#ports
    const [contact, clock] = [this.#contact, this.#clock]
    const client = this.#client(() => enrolment.token)
    const { stationId } = enrolment.identity
    const newRequestId = (): string => chance.id('request')
    this.#claimWave = createWaveClaims({ client, contact, stationId, newRequestId })
    this.#connection = startConnection({
      // No part of the promise hangs on a name, and every question would move the seeds.
      ...{ client, contact, enrolment, vault, names: null, clock, random: chance.random },
      onAcked: (acked) => {
        onAcked(acked.ackedSeq)
        send('journal.acked', acked)
      },
      onChanged: () => undefined,
      onTurnedAway: () => void this.#printing?.stop(),
      log: { error: () => undefined },
    })
    const archive = await FeedArchive.open(disks.archive, () => undefined)
    this.#proxy = createFeedProxy({
      ...{ client, contact, archive, clock },
      idleTimeoutMs: 20_000,
      onStatus: () => undefined,
    })
  }

  #queue(vault: Vault): PrintQueue {
    const { transport, time, owner, chance, onBug } = this.#ports
    return createPrintQueue({
      question: null,
      printer: { printerId: 'labels', name: 'labels' },
      profile: () => zplProfile,
      waybill: 'waybill-100x150',
      ledger: vault.ledger,
      append: (events) => vault.journal.append(events),
      renderer: paperRenderer,
      transport,
      wait: (ms, signal) => time.sleep(owner, ms, 'printer retry', signal),
      random: chance.random,
      onHealth: () => undefined,
      onBug,
    })
  }

  #handlers() {
    return createIpcHandlers({
      setup: this.#setup,
      station: () => this.#working(),
      health: () =>
        readStationHealth({
          contact: () => this.#contact.report(),
          push: () => this.#connection?.report() ?? null,
          journal: () => this.#vault?.journal ?? null,
          devices: () => [],
          exclusion: () => this.#vault?.exclusion.value ?? null,
          disk: () => null,
          wallMs: this.#ports.wallMs,
        }),
      pair: () => Promise.resolve(succeed(null)),
      saveLanguage: () => Promise.resolve(succeed(null)),
    })
  }

  #working(): WorkingStation | null {
    const [vault, queue, enrolment] = [this.#vault, this.#printing, this.#enrolment]
    const claimWave = this.#claimWave
    if (!vault || !queue || !enrolment || !claimWave || !this.#proxy) return null
    const { journal, ledger, settlement, leases } = vault
    return {
      description: () => descriptionOf(enrolment),
      stationNames: () => ({}),
      journal,
      ledger,
      printing: {
        // A simulated bench has one printer, and nobody prints lists there.
        printers: () => [],
        choose: () => false,
        calibrate: () => false,
        profileForPreview: () => zplProfile,
        printSheet: () => Promise.resolve('no-printer'),
        printPackingList: () => Promise.resolve('no-printer'),
        enqueue: (label) => queue.enqueue(label),
        resume: () => {
          queue.resume()
        },
        wake: () => {
          queue.wake()
        },
        picture: (printJobId) => queue.picture(printJobId),
        health: () => [queue.health()],
        stop: () => queue.stop(),
      },
      profiles: { choose: () => Promise.resolve(succeed(null)) },
      templates: openTemplateShelf('/nowhere'),
      renderer: paperRenderer,
      savePrinterPoints: () => Promise.resolve(succeed(null)),
      virtualScanner: null,
      scannerSetUp: null,
      drill: createDrill(() => undefined),
      cancelOrder: () => Promise.resolve(false),
      hasRoom: () => true,
      leases,
      exclusion: () => vault.exclusion.value,
      claimWave: (choice) => claimWave(choice),
      overlayFrames: (cursor) => settlement.overlayFrames(journal, cursor),
    }
  }
}

/** Every other bench weighs its boxes and asks for their carton. */
function waysOf(stationId: string): Pick<StationDescription, 'weighing' | 'cartons'> {
  const isWeighing = (stationId.codePointAt(stationId.length - 1) ?? 0) % 2 === 1
  return isWeighing ? { weighing: 'check', cartons: 'ask' } : { weighing: 'off', cartons: 'off' }
}

function descriptionOf({ identity }: Enrolment): StationDescription {
  return {
    ...identity,
    ...{ operatorId: 'operator', language: 'en', version: '0.0.0', flow: 'pick-and-pack' },
    ...{
      doubleReadMs: 300,
      sounds: false,
      ...waysOf(identity.stationId),
      keyboardWedge: false,
      virtualScanner: false,
      virtualPrinter: false,
      paperless: false,
      packingLists: false,
      idleLockMinutes: 0,
      supervisors: [],
      profiles: [],
      profile: null,
      voice: false,
    },
  }
}
