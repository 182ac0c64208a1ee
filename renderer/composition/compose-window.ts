import type { Order } from '../../shared/domain/order.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { StationDescription } from '../../shared/ipc/station-routes.ts'
import { factOf } from '../../shared/protocol/frame.ts'
import type { PackedLabel, ScreenServices } from '../screens/services.ts'
import { createBatchBoard } from '../state/batch-board.ts'
import { createHealthBoard, type HealthBoard } from '../state/health-board.ts'
import { createNameBoard, type NameBoard } from '../state/name-board.ts'
import { createPrintBoard, type PrintBoard } from '../state/print-board.ts'
import { createPictureBoard, type PictureBoard } from '../state/picture-board.ts'
import { createTrialBoard, type TrialBoard } from '../state/trial-board.ts'
import { cartonAdvice } from '../station/carton-advice.ts'
import type { Station } from '../station/intents.ts'
import type { BenchWay } from '../station/view.ts'
import { createStation, type RunningStation } from '../station/station.ts'
import { openStore, type OpenStore } from '../sync/open-store.ts'
import type { PictureFetcher } from '../sync/picture-fetcher.ts'
import { startSyncWorker } from '../sync/sync-client.ts'
import type { PullState } from '../sync/sync-messages.ts'
import { fetchPicturesAhead } from './pictures-ahead.ts'
import { createStationCentre } from './station-centre.ts'
import { carrierName, formatLocalDate } from '../i18n/format.ts'
import { createTranslator } from '../i18n/translator.ts'
import { createStationMain } from './station-main.ts'
import { createStationPrinter } from './station-printer.ts'
import { createStationJournal } from './station-journal.ts'

/** Everything that a working window is made of. */
export interface ComposedWindow {
  readonly services: Omit<ScreenServices, 'play' | 'speak'>
  readonly station: RunningStation
  readonly store: OpenStore
}

/** Opens the cache, makes the station, and connects both to main. Fails with a word for the person who repairs it. */
export async function composeWindow(main: HoldfastBridge): Promise<Result<ComposedWindow, string>> {
  const described = await main.request('station.describe', {})
  if (!described.ok) return fail(described.error.detail)
  const description = described.value
  let pictures: PictureFetcher | null = null
  const opened = await openStoreWith(main, description.stationId, ({ state }) => {
    if (state === 'up-to-date') pictures?.pulled()
  })
  if (!opened.ok) return opened
  const store = opened.value
  pictures = fetchPicturesAhead(store, description.stationId, (cause) => report('pictures', cause))
  const station = stationOver(main, store, description)
  connect(main, store, station)
  const services = await servicesOf(main, store, station, description)
  return succeed({ services, station, store })
}

function openStoreWith(
  main: HoldfastBridge,
  stationId: string,
  onPull: (pull: PullState) => void,
): Promise<Result<OpenStore, string>> {
  return openStore({
    stationId,
    async journalOverlay(cursor) {
      const answer = await main.request('journal.overlay', { cursor })
      if (answer.ok) return answer.value
      throw new Error(`journal.overlay: ${answer.error.code} ${answer.error.detail}`)
    },
    startWorker: startSyncWorker,
    keepStorage: () => navigator.storage.persist(),
    later: (call, afterMs) => void setTimeout(call, afterMs),
    onIncident: (incident) => report('cache incident', incident),
    onPull,
    onFailure: (cause) => report('cache failure', cause),
  })
}

function stationOver(
  main: HoldfastBridge,
  store: OpenStore,
  description: StationDescription,
): RunningStation {
  const { stationId, operatorId, stationName, language, supervisors, profiles } = description
  const { t } = createTranslator(language)
  return createStation({
    ...{
      store,
      stationId,
      operatorId,
      supervisors,
      profiles,
      way: wayAtStart(description),
    },
    journal: createStationJournal(main, (frames) => store.appended(frames)),
    centre: createStationCentre(main, () => store.pullNow()),
    main: createStationMain(main),
    printer: createStationPrinter(main, stationName, (carrier) => carrierName(carrier, t)),
    now: () => new Date().toISOString(),
    today: () => formatLocalDate(new Date()),
    newId: () => crypto.randomUUID(),
    onBug: (cause) => report('station', cause),
  })
}

/** Main has applied the profile that was chosen last; flow, weighing and cartons are already its own. */
function wayAtStart(description: StationDescription): BenchWay {
  const { profiles, profile: code, flow, weighing, cartons } = description
  const name = profiles.find((one) => one.code === code)?.name ?? ''
  const profile = code === null ? null : { code, name }
  return { profile, flow, weighs: weighing === 'check', asksCarton: cartons === 'ask' }
}

function connect(main: HoldfastBridge, store: OpenStore, station: RunningStation): void {
  main.subscribe('scan.received', (scan) => station.receive(scan))
  main.subscribe('scale.changed', (weight) => station.weigh(weight))
  main.subscribe('health.changed', ({ devices }) => {
    // A weight that no scale stands behind any more is none.
    const scale = devices.find(({ kind }) => kind === 'scale')
    if (scale && scale.state !== 'ready' && station.view().weight) station.weigh(null)
  })
  main.subscribe('scan.doubled', ({ text }) => station.doubleRead(text))
  main.subscribe('journal.appended', ({ frames }) => {
    store.appended(frames)
    station.follow(frames.flatMap((frame) => factOf(frame) ?? []))
  })
  main.subscribe('journal.acked', (ack) => store.acked(ack))
  store.queries.subscribe(() => station.refresh())
}

async function servicesOf(
  main: HoldfastBridge,
  store: OpenStore,
  station: Station,
  description: StationDescription,
): Promise<Omit<ScreenServices, 'play' | 'speak'>> {
  const monotonicMs = (): number => performance.now()
  const boards = boardsOf(main, monotonicMs)
  const { health, prints, stationNames } = boards
  const [listed, now, named] = await Promise.all([
    main.request('print.jobs', {}),
    main.request('station.health', {}),
    main.request('station.names', {}),
  ])
  if (listed.ok) prints.fill(listed.value.jobs)
  if (now.ok) health.write(now.value)
  if (named.ok) stationNames.write(named.value.names)
  const printSheet: ScreenServices['printSheet'] = async (printerId, template, data) => {
    const answer = await main.request('print.sheet', { printerId, template, data })
    return answer.ok ? answer.value : { result: 'not-reached', detail: answer.error.detail }
  }
  return {
    ...{ station, cache: store.queries, bridge: main, description, ...boards },
    printSheet,
    batch: createBatchBoard((template, data) => printSheet(null, template, data)),
    clock: { nowMs: () => Date.now(), monotonicMs },
    packedLabel: (text) => packedLabel(store, text),
    codeFor: (sku) => store.codeFor(sku),
    ...{ pictureOf: (sku) => store.pictureOf(sku), cartons: () => store.cartons() },
    cartonAdvice: (order) => cartonAdvice(store, order),
    codeOutside: (order) => codeOutside(store, order),
    async waybillFor(orderNumber) {
      const order = await store.findOrder(orderNumber)
      const parcel = order?.parcels.find(({ closed, handedOver }) => closed && !handedOver)
      return parcel?.waybillNumber ?? null
    },
  }
}

interface Boards {
  readonly health: HealthBoard
  readonly trials: TrialBoard
  readonly prints: PrintBoard
  readonly pictures: PictureBoard
  readonly stationNames: NameBoard
}

/** What main tells without being asked, for the screens to look at. */
function boardsOf(main: HoldfastBridge, monotonicMs: () => number): Boards {
  const health = createHealthBoard(monotonicMs)
  main.subscribe('health.changed', (told) => health.write(told))
  const stationNames = createNameBoard()
  main.subscribe('stations.named', ({ names }) => stationNames.write(names))
  const trials = createTrialBoard()
  main.subscribe('scanner.tried', (trial) => trials.write(trial))
  // A window that died over the set-up of scanners has left a port open.
  void main.request('scanners.watch', { isOn: false })
  const [prints, pictures] = [createPrintBoard(), createPictureBoard()]
  main.subscribe('print.changed', ({ job, picture }) => {
    prints.write(job)
    if (picture) pictures.write(picture)
  })
  return { health, trials, prints, pictures, stationNames }
}

async function packedLabel(store: OpenStore, text: string): Promise<PackedLabel | null> {
  const waybill = await store.findWaybill(text)
  const order = await store.findOrder(waybill?.orderNumber ?? text)
  const parcel = order?.parcels.find(
    ({ waybillNumber }) =>
      waybillNumber !== null && (!waybill || waybillNumber === waybill.waybillNumber),
  )
  if (!order?.claimedBy || !parcel?.waybillNumber) return null
  const { orderNumber, claimedBy: stationId } = order
  return { orderNumber, waybillNumber: parcel.waybillNumber, stationId }
}

/** Looks through the first orders of the queue for goods that one order does not hold. */
async function codeOutside(store: OpenStore, { lines }: Order): Promise<string | null> {
  const own = new Set(lines.map((line) => line.sku))
  const { rows } = await store.queries.queuePage('toPack', '', 10)
  for (const { orderNumber } of rows) {
    const other = await store.findOrder(orderNumber)
    const foreign = other?.lines.find((line) => !own.has(line.sku))
    if (foreign) return store.codeFor(foreign.sku)
  }
  return null
}

/** For the developer tools; nothing here says anything about a person. */
function report(what: string, cause: unknown): void {
  // eslint-disable-next-line no-console -- the window has no other log, and main's log hears of crashes
  console.error(what, cause)
}
