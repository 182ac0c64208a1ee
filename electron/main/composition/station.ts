import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { DrillFault } from '../../../shared/ipc/drill-routes.ts'
import type { Language, StationNames } from '../../../shared/ipc/station-routes.ts'
import { createApiClient, type ApiClient, type Fetch } from '../centre/api-client.ts'
import type { EnrolmentPlace, Enrolment, SecretStore } from '../centre/enrol.ts'
import { NameKeeper } from '../centre/name-keeper.ts'
import { createWaveClaims } from '../centre/wave-claims.ts'
import type { FeedProxy } from '../centre/feed-proxy.ts'
import { createDrill } from '../drill/drill.ts'
import type { SendEvent } from '../ipc/attach.ts'
import { openNodeDisk } from '../journal/node-disk.ts'
import type { Log } from '../log/log.ts'
import { openDocumentArchive, withArchive } from '../print/document-archive.ts'
import { openPaperTray } from '../print/paper-tray.ts'
import type { RenderClient } from '../print/render-client.ts'
import { openTemplateShelf, withOwnTemplates, type TemplateShelf } from '../print/template-shelf.ts'
import { saveLanguage, savePrinterPoints } from '../settings/settings-file.ts'
import type { StationSettings } from '../settings/station-settings.ts'
import { BenchProfiles } from './bench-profiles.ts'
import { fetchAt, placeholderUrl, type CentreAddress } from './centre-address.ts'
import { centreClock, createContact, startConnection, type Connection } from './connection.ts'
import { describeStation } from './describe-station.ts'
import { watchDisk, type DiskWatch } from './disk-watch.ts'
import { enrolWith, obtainEnrolment } from './enrolling.ts'
import { openOwnOrigin } from './own-origin.ts'
import { createPrinting, type Printing } from './printing.ts'
import { openReadingDevices, type ReadingDevices } from './reading-devices.ts'
import type { SetupBoard } from './setup-board.ts'
import { createHealthTeller, readStationHealth } from './station-health.ts'
import { openVault, type Vault } from './vault.ts'
import type { WorkingStation } from './working-station.ts'

/** What a station is made from. Nothing of it is Electron's, so a test can run one in plain Node. */
export interface StationPorts {
  readonly dataFolder: string
  readonly settingsPath: string
  readonly settings: StationSettings
  readonly version: string
  readonly setup: SetupBoard
  readonly address: CentreAddress
  readonly fetch: Fetch
  readonly secrets: SecretStore
  /** A pairing code that nobody has to type; null while there is none. */
  readonly ownPairingCode: () => Promise<string | null>
  /** Has the centre's office cancel an order, where this computer is the centre; false = it did not. */
  readonly cancelOrder: (orderNumber: string) => Promise<boolean>
  readonly renderer: RenderClient
  readonly send: SendEvent
  readonly log: Log
}

const apiTimeoutMs = 15_000
const healthEveryMs = 100
/** Drawing the first label costs as much as the rest of a start, and nobody packs an order within that time. */
const labelWarmUpAfterMs = 3_000

/** One station: its journal, devices and printers, and its contact with the centre. */
export class Station {
  readonly #ports: StationPorts
  readonly #client: ApiClient
  readonly #contact = createContact()
  readonly #tellHealth: () => void
  readonly #drill = createDrill((fault, isOn) => this.#trouble(fault, isOn))
  readonly #templates: TemplateShelf
  #language: Language
  #vault: Vault | null = null
  #place: EnrolmentPlace | null = null
  #enrolment: Enrolment | null = null
  #connection: Connection | null = null
  #proxy: FeedProxy | null = null
  #claimWave: WorkingStation['claimWave'] | null = null
  #printing: Printing | null = null
  #reading: ReadingDevices | null = null
  #disk: DiskWatch | null = null
  #profiles: BenchProfiles | null = null
  #names: NameKeeper | null = null
  #closing = false

  constructor(ports: StationPorts) {
    this.#ports = ports
    this.#language = ports.settings.language
    this.#templates = openTemplateShelf(join(ports.dataFolder, 'templates'))
    const centre = fetchAt(ports.address, ports.fetch)
    this.#client = createApiClient({
      // Where nobody trains, nothing stands in the way of a request.
      fetch: ports.settings.virtualScanner ? this.#drill.network(centre) : centre,
      baseUrl: placeholderUrl,
      token: () => this.#enrolment?.token ?? null,
      timeoutMs: apiTimeoutMs,
    })
    this.#tellHealth = createHealthTeller(
      () => ports.send('health.changed', this.health()),
      healthEveryMs,
      (delayMs, run) => void setTimeout(run, delayMs),
    )
    this.#contact.onChanged(this.#tellHealth)
  }

  get proxy(): FeedProxy | null {
    return this.#proxy
  }

  health = () =>
    readStationHealth({
      contact: () => this.#contact.report(),
      push: () => this.#connection?.report() ?? null,
      journal: () => this.#vault?.journal ?? null,
      exclusion: () => this.#vault?.exclusion.value ?? null,
      disk: () => this.#disk?.report() ?? null,
      devices: () => [...(this.#reading?.health() ?? []), ...(this.#printing?.health() ?? [])],
      wallMs: Date.now,
    })

  /** Opens what may not be lost, then the devices, then waits for an enrolment. Every hindrance is told on the set-up board. */
  async start(): Promise<void> {
    const { dataFolder, setup, log, secrets } = this.#ports
    const vault = await openVault(dataFolder, { newEpoch: randomUUID, now: utcNow })
    if (!vault.ok) {
      log.error('journal.unusable', { detail: vault.error.detail })
      return setup.write(vault.error.state, vault.error.detail)
    }
    this.#vault = vault.value
    const disk = await openNodeDisk(join(dataFolder, 'identity'))
    if (!disk.ok) return setup.write('journal-damaged', disk.error.detail)
    this.#place = { disk: disk.value, secrets }
    const names = {
      ...{ client: this.#client, clock: centreClock, disk: disk.value },
      onChanged: (names: StationNames) => this.#ports.send('stations.named', { names }),
    }
    ;[this.#profiles, this.#names] = await Promise.all([
      BenchProfiles.open(disk.value, this.#ports.settings),
      NameKeeper.open(names),
    ])
    this.#follow(vault.value)
    this.#watchDisk(vault.value)
    for (const { file, problems } of await this.#templates.load())
      log.error('template.broken', { file, problems: [...problems] })
    this.#openDevices(vault.value)
    const enrolment = await this.#enrol(this.#place)
    if (!enrolment || this.#closing) return
    await this.#connect(vault.value, enrolment)
    setup.write('ready')
  }

  /** The station as the window's requests see it; null until it can work. */
  working(): WorkingStation | null {
    const [vault, printing, enrolment] = [this.#vault, this.#printing, this.#enrolment]
    const [claimWave, reading, profiles] = [this.#claimWave, this.#reading, this.#profiles]
    if (!vault || !printing || !profiles || !enrolment || !this.#connection || !claimWave)
      return null
    return {
      description: () => describeStation(enrolment, this.#ports, this.#language, profiles),
      profiles,
      stationNames: () => this.#names?.read() ?? {},
      journal: vault.journal,
      ledger: vault.ledger,
      leases: vault.leases,
      exclusion: () => vault.exclusion.value,
      printing,
      templates: this.#templates,
      renderer: this.#ports.renderer,
      savePrinterPoints: async (printerId, points) => {
        const saved = await savePrinterPoints(this.#ports.settingsPath, printerId, points)
        return saved.ok ? saved : fail(saved.error.code)
      },
      virtualScanner: reading?.virtualScanner ?? null,
      scannerSetUp: reading?.scannerSetUp ?? null,
      drill: this.#drill,
      cancelOrder: this.#ports.cancelOrder,
      claimWave,
      hasRoom: () => this.#disk?.report().room !== 'used-up',
      overlayFrames: (cursor) => vault.settlement.overlayFrames(vault.journal, cursor),
    }
  }

  /** Enrols with a code that a person typed. */
  async pair(pairingCode: string): Promise<Result<null, string>> {
    const place = this.#place
    if (!place || this.#enrolment) return fail(this.#ports.setup.read().state)
    const { setup, settings } = this.#ports
    const { stationName } = settings
    const enrolled = await enrolWith(
      { client: this.#client, place, stationName, setup },
      pairingCode,
    )
    return enrolled.ok ? succeed(null) : enrolled
  }

  async saveLanguage(language: Language): Promise<Result<null, string>> {
    const saved = await saveLanguage(this.#ports.settingsPath, language)
    if (!saved.ok) return fail(saved.error.code)
    this.#language = language
    return saved
  }

  /** Ends in the order of the data flow: no scan, no label, no push, and the journal last. */
  async close(): Promise<void> {
    this.#closing = true
    await this.#reading?.close()
    await this.#printing?.stop()
    await this.#connection?.stop()
    this.#disk?.stop()
    await this.#ports.renderer.stop()
    await this.#vault?.close()
  }

  #follow(vault: Vault): void {
    const { send, log } = this.#ports
    vault.journal.onAppended((frames) => {
      // The answer to the commit goes first: that is what turns green.
      setImmediate(() => send('journal.appended', { frames }))
      this.#tellHealth()
    })
    vault.journal.onStopped((cause) => {
      log.error('journal.stopped', { ...cause })
      this.#tellHealth()
    })
    vault.ledger.subscribe((job) => {
      const { printJobId } = job
      const listed = vault.ledger.listed(printJobId)
      const picture = this.#printing?.picture(printJobId) ?? null
      if (listed) send('print.changed', { job: listed, picture })
    })
  }

  #watchDisk(vault: Vault): void {
    const { log } = this.#ports
    this.#disk = watchDisk({
      ...{ clock: centreClock, freeBytes: () => vault.freeBytes() },
      onChanged: (disk) => {
        log.error('disk.room', { ...disk })
        this.#tellHealth()
      },
    })
  }

  #openDevices(vault: Vault): void {
    const { settings, settingsPath, send, renderer, log, dataFolder } = this.#ports
    const archive = openDocumentArchive(join(dataFolder, 'carrier-labels'))
    const onArchiveFault = (cause: unknown): void =>
      log.error('carrier-labels.not-kept', { cause: String(cause) })
    archive.tidy(Date.now()).catch(onArchiveFault)
    setTimeout(() => renderer.start(), labelWarmUpAfterMs)
    const onTrayFault = (cause: unknown): void =>
      log.error('virtual-printer.tray', { cause: String(cause) })
    this.#printing = createPrinting({
      ...{ printers: settings.printers, journal: vault.journal, ledger: vault.ledger },
      renderer: withArchive(
        withOwnTemplates(renderer, this.#templates.own),
        archive,
        onArchiveFault,
      ),
      onHealth: this.#tellHealth,
      onBug: (cause) => log.error('print.bug', { cause: String(cause) }),
      onVirtualDocument: openPaperTray(join(dataFolder, 'virtual-printer'), onTrayFault),
      hasVirtualPaper: () => !this.#drill.has('no-paper'),
    })
    this.#profiles?.print(this.#printing)
    if (vault.exclusion.value) void this.#printing.stop()
    this.#reading = openReadingDevices(settings, settingsPath, send, this.#tellHealth)
  }

  /** What a drill changes at once; the rest is asked for when it is needed. */
  #trouble(fault: DrillFault, isOn: boolean): void {
    if (fault === 'scanner-unplugged') {
      const scanner = this.#reading?.virtualScanner
      if (isOn) scanner?.unplug()
      else scanner?.plug()
    }
    if (fault === 'no-paper' && !isOn) this.#printing?.wake()
  }

  #enrol(place: EnrolmentPlace): Promise<Enrolment | null> {
    const { settings, setup, ownPairingCode } = this.#ports
    return obtainEnrolment({
      ...{ client: this.#client, place, setup, ownPairingCode },
      stationName: settings.stationName,
      asksPerson: settings.centre.kind === 'remote',
      wait: (ms) => pause(ms),
      isClosing: () => this.#closing,
    })
  }

  async #connect(vault: Vault, enrolment: Enrolment): Promise<void> {
    const { send, dataFolder, log } = this.#ports
    this.#enrolment = enrolment
    const [client, contact] = [this.#client, this.#contact]
    const { stationId } = enrolment.identity
    this.#claimWave = createWaveClaims({ client, contact, stationId, newRequestId: randomUUID })
    this.#connection = startConnection({
      ...{ client, contact, enrolment, vault, names: this.#names, log },
      ...{ clock: centreClock, random: Math.random },
      onAcked: (acked) => send('journal.acked', acked),
      onChanged: this.#tellHealth,
      // No label leaves any more, not even one that was asked for before.
      onTurnedAway: () => void this.#printing?.stop(),
    })
    this.#proxy = await openOwnOrigin({
      ...{ dataFolder, client, contact, log },
      hasRoom: () => this.#disk?.report().room === 'enough',
    })
  }
}

function utcNow(): string {
  return new Date().toISOString()
}
