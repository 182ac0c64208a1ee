import type { Order } from '../../shared/domain/order.ts'
import type { RunningStation } from '../../renderer/station/station.ts'
import { nextStop } from '../../renderer/station/next-stop.ts'
import type { BenchLabel, LabelPlace, StationView } from '../../renderer/station/view.ts'
import type { Chance } from './chance.ts'
import type { Paper } from './simulated-printer.ts'

/** What a person at a bench can see and reach. */
export interface Surroundings {
  readonly chance: Chance
  /** Orders on the picking lists, in the order in which they are to be packed. */
  readonly orderNumbers: () => readonly string[]
  /** Labels that have come out at this bench. */
  readonly papersHere: () => readonly Paper[]
  /** A parcel whose label came out at another bench; null = there is none. */
  readonly parcelElsewhere: () => LabelPlace | null
  /** Waybills on boxes in the shared cage. */
  readonly boxes: () => readonly string[]
}

/** The badge of the only one who may let another article go in or an order be taken over. */
export const supervisorBadge = '0001'

/** The code printed on one unit of goods. */
export function codeOnGoods(sku: string): string {
  return `${sku}-C`
}

/** The code on the one carton of the shop. */
export const cartonCode = 'BOX'

/** A person who mostly does what the screen says, and sometimes does not. Answers what they did, for the trace. */
export function actOnce(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  const view = station.view()
  if (!view.ready) return 'waits'
  if (view.frozen) return chance.happens(0.9) ? acknowledge(station) : scan(station, around, 'junk')
  if (view.count && chance.happens(0.6)) return answerCount(station, around)
  if (view.feedback.code === 'count-left' && chance.happens(0.5))
    return comeBack(station, around, view)
  if (chance.happens(0.04)) return mishandle(station, around)
  if (view.approval && chance.happens(0.8))
    return scan(station, around, `HF:STAFF:${chance.happens(0.9) ? supervisorBadge : '0007'}`)
  if (view.scenario === 'hand-over') return atTheCage(station, around)
  if (view.scenario === 'walk') return betweenTheShelves(station, around, view)
  const { order } = view
  if (view.foreign && chance.happens(0.3))
    return intent('takes the order over', () => station.intents.takeOver('supervisor'))
  if (!order) return begin(station, around)
  if (chance.happens(0.02)) return intent('set aside', () => station.intents.setAside())
  return workOn(station, around, view, order)
}

function begin(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  if (around.boxes().length > 0 && chance.happens(0.4))
    return intent('goes to the cage', () => station.intents.showScenario('hand-over'))
  if (chance.happens(0.05)) {
    const kind = chance.pick([undefined, 'single-line', 'one-article'] as const)
    return intent(`asks for a wave ${kind ?? ''}`, () =>
      station.intents.claimWave(kind && { size: 5, kind }),
    )
  }
  if (chance.happens(0.03)) return intent('puts back', () => station.intents.putBackWave())
  if (chance.happens(0.1)) return scan(station, around, 'HF:WALK')
  const torn = chance.happens(0.06) ? around.parcelElsewhere() : null
  if (torn)
    return intent(`asks for a copy of ${torn.waybillNumber} from elsewhere`, () =>
      station.intents.reprintLabel('torn', torn),
    )
  if (chance.happens(0.05)) return scan(station, around, toteLabel(chance))
  const candidates = around.orderNumbers()
  const orderNumber = chance.happens(0.7) ? candidates[0] : chance.pick(candidates)
  return orderNumber === undefined ? 'has nothing to do' : scan(station, around, orderNumber)
}

function atTheCage(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  const box = chance.pick(around.boxes())
  if (box === undefined || chance.happens(0.3))
    return intent('back to the bench', () => station.intents.showScenario('bench'))
  return scan(station, around, box)
}

/** As many as a bench has, so that they are taken now and then. */
const toteCount = 6

function toteLabel(chance: Chance): string {
  return `HF:TOTE:T-${String(chance.between(1, toteCount))}`
}

/** How many still lie in a bin that was short: none, some, or no time for it now. */
function answerCount(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  if (chance.happens(0.2)) return scan(station, around, 'HF:LATER')
  if (chance.happens(0.4)) return scan(station, around, `HF:QTY${String(chance.between(0, 9))}`)
  return scan(station, around, 'HF:OK')
}

/** A bin that was left for later, by its label or by the list of tasks. */
function comeBack(station: RunningStation, around: Surroundings, view: StationView): string {
  const { bin } = view.feedback.data
  if (typeof bin === 'string' && around.chance.happens(0.5)) return scan(station, around, bin)
  return intent('opens a count', () => station.intents.openCount(null))
}

/** Picks for a wave, mostly what comes next; some goods go into the wrong tote, some are put back. */
function betweenTheShelves(
  station: RunningStation,
  around: Surroundings,
  view: StationView,
): string {
  const { chance } = around
  if (!view.walk || view.walkPhase === 'collected' || chance.happens(0.1))
    return scan(station, around, 'HF:QUEUE')
  if (view.walkPhase === 'awaiting-tote') return scan(station, around, toteLabel(chance))
  if (view.walk.last && chance.happens(0.08)) return scan(station, around, 'HF:UNDO')
  if (chance.happens(0.08)) return scan(station, around, 'HF:SHORT')
  if (chance.happens(0.05)) return scan(station, around, 'HF:QTY2')
  if (chance.happens(0.05)) return scan(station, around, toteLabel(chance))
  const stop = chance.happens(0.8) ? nextStop(view.walk) : chance.pick(view.walk.stops)
  if (stop && chance.happens(0.1)) return scan(station, around, stop.bin)
  return scan(station, around, stop ? codeOnGoods(stop.sku) : 'junk')
}

function workOn(
  station: RunningStation,
  around: Surroundings,
  view: StationView,
  order: Order,
): string {
  const { chance } = around
  const paper = around
    .papersHere()
    .find(({ waybillNumber }) => waybillNumber === view.label?.waybillNumber)
  switch (view.phase) {
    case 'picking':
    case 'packing': {
      if (view.lastPacked && chance.happens(0.08)) return scan(station, around, 'HF:UNDO')
      if (chance.happens(0.05)) return scan(station, around, 'HF:QTY2')
      if (chance.happens(0.08)) return scan(station, around, 'HF:SHORT')
      if (chance.happens(0.05)) return scan(station, around, cartonCode)
      if (chance.happens(0.15)) return scan(station, around, 'HF:SUBSTITUTE')
      const line = order.lines.find(({ packed, quantity }) => packed < quantity)
      return scan(station, around, line ? codeOnGoods(line.sku) : 'junk')
    }
    case 'awaiting-substitute':
      return nameAnother(station, around)
    case 'awaiting-carton':
      return scan(station, around, chance.happens(0.8) ? cartonCode : 'HF:OWNBOX')
    case 'awaiting-weight':
      return weighBox(station, chance, order)
    case 'awaiting-waybill':
      return chance.happens(0.7)
        ? intent('closes the parcel', () => station.intents.closeParcel())
        : intent('set aside', () => station.intents.setAside())
    case 'label-printing':
      return paper && chance.happens(0.5) ? scan(station, around, paper.waybillNumber) : 'waits'
    case 'label-failed':
      return intent('starts the label again', () => station.intents.retryLabel())
    case 'label-unknown':
      if (paper && chance.happens(0.9)) return scan(station, around, paper.waybillNumber)
      return intent('asks for a copy', () => station.intents.reprintLabel('no-usable-label'))
    case 'awaiting-scan-back':
      if (view.label && chance.happens(0.06)) return giveUpNumber(station, order, view.label)
      if (paper) return scan(station, around, paper.waybillNumber)
      return chance.happens(0.8)
        ? 'waits for the label'
        : intent('asks for a copy', () => station.intents.reprintLabel('no-usable-label'))
    case 'no-order':
      return intent('set aside', () => station.intents.setAside())
  }
}

/** What goes in instead of goods that are not there: anything from the shelf. */
function nameAnother(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  if (chance.happens(0.15)) return scan(station, around, 'HF:UNDO')
  return scan(station, around, codeOnGoods(`SKU-${String(chance.between(1, 4))}`))
}

/** A label that is torn, or that the courier does not want. */
function giveUpNumber(
  station: RunningStation,
  { orderNumber }: Order,
  { waybillNumber }: BenchLabel,
): string {
  return intent(`gives up ${waybillNumber}`, () =>
    station.intents.voidNumber('torn', { orderNumber, waybillNumber }),
  )
}

/** Wrong goods, the wrong order, a label of another parcel, a torn code, a card that means nothing here. */
function mishandle(station: RunningStation, around: Surroundings): string {
  const { chance } = around
  const wrong = chance.pick([
    () => codeOnGoods(`SKU-${String(chance.between(1, 9))}`),
    () => chance.pick(around.orderNumbers()) ?? 'junk',
    () => chance.pick(around.papersHere())?.waybillNumber ?? 'junk',
    () => chance.pick(['HF:OK', 'HF:LATER', 'HF:REPRINT', 'HF:PRINT', 'HF:CLOSE', 'HF:BENCH']),
    () => 'junk',
  ])
  return scan(station, around, wrong?.() ?? 'junk')
}

function acknowledge(station: RunningStation): string {
  return intent('acknowledges', () => station.intents.acknowledge())
}

function scan(station: RunningStation, { chance }: Surroundings, text: string): string {
  station.receive({
    scanId: chance.id('scan'),
    scannerId: 'scanner',
    text,
    aim: null,
    startedMs: 0,
    endedMs: 0,
    fault: null,
    byteCount: text.length,
  })
  return `scans ${text}`
}

/** Puts the box on the scale, now and then with a wrong weight; units weigh a little more than their master data say. */
function weighBox(station: RunningStation, chance: Chance, order: Order): string {
  if (chance.happens(0.15)) return intent('accepts', () => station.intents.acceptWeight())
  const units = order.parcels.find(({ closed }) => !closed)?.contents ?? []
  const goods = units.reduce((sum, { quantity }) => sum + quantity * 43, 0)
  const grams = chance.happens(0.1) ? 11 : 60 + goods + chance.between(0, 3)
  return intent(`weighs ${String(grams)} g`, () => {
    station.weigh({ scaleId: 'scale', grams: 0, isSteady: true })
    station.weigh({ scaleId: 'scale', grams, isSteady: true })
  })
}

function intent(what: string, run: () => void): string {
  run()
  return what
}
