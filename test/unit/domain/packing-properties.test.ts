import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import { orderedUnits, packedUnits, type Order } from '../../../shared/domain/order.ts'
import { isBox } from '../../../shared/domain/parcel.ts'
import { mayStep } from '../../../shared/domain/order-state.ts'
import { asOrdered } from '../../../shared/domain/substitute.ts'
import {
  evolvePrintJob,
  mayStartPrinting,
  printJobIdOf,
  type PrintJob,
} from '../../../shared/domain/print-ledger.ts'
import {
  aWaybill,
  anOrder,
  claim,
  close,
  Floor,
  pack,
  pick,
  stationId,
  substitute,
  type Wanted,
} from './bench-rules.ts'

const skus = ['SKU-1', 'SKU-2', 'SKU-3'] as const
const numbers = ['YT-1', 'YT-2', 'YT-3'] as const

/** Something that happens at a bench: a command, a word of the printer, or the centre stopping and releasing the order. */
type Happening = (floor: Floor) => void

type Command = Parameters<Floor['does']>[0]

/** Runs a command when it is allowed; a refusal is checked to change nothing by `refusal` itself. */
function attempt(command: Command, by: string): Happening {
  return (floor) => {
    if (!floor.refusal(command, by)) floor.does(command, by)
  }
}

function boxCalled(sku: string): Command {
  return { type: 'chooseCarton', carton: { sku, name: sku, grams: 100 } }
}

const anySku = fc.constantFrom(...skus, 'SKU-9')
const anyNumber = fc.constantFrom(...numbers, 'YT-9')
const units = fc.integer({ min: 1, max: 3 })
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anySku, units).map(([sku, count]) => pack(sku, count)) },
  { weight: 2, arbitrary: fc.tuple(anySku, units).map(([sku, count]) => pick(sku, count)) },
  { weight: 1, arbitrary: fc.constantFrom<Command>(claim, close) },
  { weight: 1, arbitrary: fc.constantFrom('S', 'L').map(boxCalled) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('confirmLabel', 'handOver'), anyNumber)
      .map(([type, waybillNumber]): Command => ({ type, waybillNumber })),
  },
  {
    weight: 1,
    arbitrary: anyNumber.map((waybillNumber): Command => ({
      type: 'reprintLabel',
      waybillNumber,
      reason: 'torn',
    })),
  },
)

/** Another article, or the ordered one again, for a line of the order as it then is: the next, or any. */
const substituting = fc.tuple(fc.nat(5), anySku).map(([index, sku]): Happening => (floor) => {
  const line = floor.order.lines[index % floor.order.lines.length]
  if (line) attempt(substitute(line.lineId, sku), stationId)(floor)
})

/** What was packed last comes out again; it stays picked, or is put back into its bin. */
const undoing = fc.boolean().map((isPutBack): Happening => (floor) => {
  const content = floor.order.parcels.find(({ closed }) => !closed)?.contents.at(-1)
  if (!content) return
  const shares = [{ lineId: content.lineId, quantity: 1 }]
  if (isPutBack) attempt({ type: 'damageItem', from: 'parcel', shares }, stationId)(floor)
  else attempt({ type: 'unpackItem', shares }, stationId)(floor)
})

/** Mostly the owner, now and then another station. */
const anyStation = fc.oneof(
  { weight: 6, arbitrary: fc.constant(stationId) },
  { weight: 1, arbitrary: fc.constant('station-2') },
)

const printerWord = fc.constantFrom('sending', 'sent', 'failed', 'unknown').map(
  (outcome): Happening =>
    (floor) =>
      floor.printer(outcome),
)

const voiding = anyNumber.map((number): Happening => (floor) => {
  floor.waybills = floor.waybills.map((waybill) =>
    waybill.waybillNumber === number ? { ...waybill, state: 'void' } : waybill,
  )
})

const anyHappening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(anyCommand, anyStation).map(([what, by]) => attempt(what, by)),
  },
  { weight: 3, arbitrary: substituting },
  { weight: 1, arbitrary: undoing },
  { weight: 2, arbitrary: printerWord },
  { weight: 1, arbitrary: voiding },
)

const anyLines = fc.array(
  fc.tuple(fc.constantFrom(...skus), units).map((wanted): Wanted => wanted),
  { minLength: 1, maxLength: 4 },
)

const anyDay = fc.record({
  lines: anyLines,
  waybills: fc.subarray([...numbers]),
  happenings: fc.array(anyHappening, { maxLength: 60 }),
})
type Day = typeof anyDay extends fc.Arbitrary<infer Value> ? Value : never

interface Run {
  readonly before: Order
  readonly floor: Floor
  /** The order after every fact, the untouched one first. */
  readonly steps: readonly Order[]
}

function run({ lines, waybills, happenings }: Day): Run {
  const before = anOrder(lines)
  const floor = new Floor(
    before,
    waybills.map((number) => aWaybill(number)),
  )
  floor.does(claim)
  for (const happening of happenings) happening(floor)
  const steps = [before]
  for (const fact of floor.facts) steps.push(evolve(steps.at(-1) ?? before, fact))
  return { before, floor, steps }
}

function holds(name: string, check: (happened: Run) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(anyDay, (day) => check(run(day))),
      { numRuns: 400 },
    )
  })
}

function ofType<Type extends DomainEvent['type']>(
  facts: readonly DomainEvent[],
  type: Type,
): readonly Extract<DomainEvent, { type: Type }>[] {
  return facts.filter((fact): fact is Extract<DomainEvent, { type: Type }> => fact.type === type)
}

/** Units that scans have put into boxes and nobody has taken out. */
function scannedInto(
  facts: readonly DomainEvent[],
  isMeant: (body: { readonly parcelNumber: string; readonly lineId: string }) => boolean,
): number {
  return facts.reduce((sum, { type, body }) => {
    if (type !== 'item.packed' && type !== 'item.unpacked') return sum
    if (!isMeant(body)) return sum
    return type === 'item.packed' ? sum + body.quantity : sum - body.quantity
  }, 0)
}

holds('more units in boxes than were ordered', ({ steps }) => {
  for (const { lines } of steps)
    for (const { quantity, picked, packed } of lines) {
      expect(packed).toBeLessThanOrEqual(picked)
      expect(picked).toBeLessThanOrEqual(quantity)
    }
})

holds(
  'a substitute that makes units more or fewer, of any line that was ordered',
  ({ before, steps }) => {
    const wanted = (order: Order) =>
      new Map(asOrdered(order.lines).map(({ lineId, sku, quantity }) => [lineId, [sku, quantity]]))
    for (const order of steps) {
      expect(orderedUnits(order)).toBe(orderedUnits(before))
      expect(wanted(order)).toEqual(wanted(before))
      expect(new Set(order.lines.map(({ lineId }) => lineId)).size).toBe(order.lines.length)
    }
  },
)

holds('a unit that counts for a line of another article', ({ steps, floor: { facts } }) => {
  for (const [index, fact] of facts.entries()) {
    if (fact.type !== 'item.packed') continue
    const line = steps[index]?.lines.find(({ lineId }) => lineId === fact.body.lineId)
    expect(line?.sku).toBe(fact.body.code)
  }
})

holds('a picked unit that no line counts any more', ({ floor: { order, facts } }) => {
  const taken = facts.reduce((sum, fact) => {
    if (fact.type === 'line.picked') return sum + fact.body.quantity
    return fact.type === 'line.unpicked' ? sum - fact.body.quantity : sum
  }, 0)
  expect(order.lines.reduce((sum, { picked }) => sum + picked, 0)).toBe(taken)
})

holds('a packed unit that is in no box, or in two', ({ floor: { order, facts } }) => {
  const scanned = scannedInto(facts, () => true)
  const boxed = order.parcels
    .flatMap(({ contents }) => contents)
    .reduce((sum, { quantity }) => sum + quantity, 0)
  expect(packedUnits(order)).toBe(scanned)
  expect(boxed).toBe(scanned)
})

holds('a box that tells of other goods than were scanned into it', ({ floor }) => {
  for (const { parcelNumber, contents } of floor.order.parcels)
    for (const { lineId, quantity } of contents) {
      const scanned = scannedInto(
        floor.facts,
        (body) => body.parcelNumber === parcelNumber && body.lineId === lineId,
      )
      expect(scanned).toBe(quantity)
    }
})

holds('a closed box that still changes', ({ floor: { facts } }) => {
  const closed = new Set<string>()
  for (const fact of facts) {
    if (fact.type === 'item.packed') expect(closed).not.toContain(fact.body.parcelNumber)
    if (fact.type !== 'parcel.closed') continue
    expect(closed).not.toContain(fact.body.parcelNumber)
    closed.add(fact.body.parcelNumber)
  }
})

holds('a step that the transition table does not have', ({ steps }) => {
  for (const [index, { state }] of steps.entries()) {
    const before = steps[index - 1]
    if (before) expect(mayStep(before.state, state), `${before.state} to ${state}`).toBe(true)
  }
})

holds('an order that another reading of its facts makes another order', ({ floor, steps }) => {
  expect(steps.at(-1)).toEqual(floor.order)
})

holds('a waybill number on two boxes, or a void one on any', ({ floor }) => {
  const used = ofType(floor.facts, 'parcel.closed').map(({ body }) => body.waybillNumber)
  expect(new Set(used).size).toBe(used.length)
  for (const { waybillNumber, closed } of floor.order.parcels)
    expect(waybillNumber !== null).toBe(closed)
})

holds('a box with two original labels, or a copy number that comes twice', ({ floor }) => {
  const copies = ofType(floor.facts, 'label.requested').map(
    ({ body }) => `${body.parcelNumber} ${String(body.copy)}`,
  )
  expect(new Set(copies).size).toBe(copies.length)
  const originals = copies.filter((copy) => copy.endsWith(' 0'))
  expect(originals).toHaveLength(floor.order.parcels.filter(({ closed }) => closed).length)
})

holds('a box that is handed over twice, or before it was closed', ({ floor: { facts } }) => {
  const closed = new Set<string>()
  for (const fact of facts) {
    if (fact.type === 'parcel.closed') closed.add(fact.body.parcelNumber)
    if (fact.type === 'parcel.handedOver')
      expect(closed.delete(fact.body.parcelNumber), 'closed and not handed over before').toBe(true)
  }
})

holds('an order that says shipped while a box or a unit is still here', ({ steps }) => {
  for (const { state, lines, parcels } of steps) {
    const gone =
      lines.every(({ quantity, packed }) => packed === quantity) &&
      parcels.filter(isBox).every(({ handedOver }) => handedOver)
    expect(state === 'shipped').toBe(gone)
  }
})

holds('a print job that may start by itself after its bytes may have left', ({ floor }) => {
  const jobs = new Map<string, PrintJob | undefined>()
  const left = new Set<string>()
  for (const fact of floor.facts) {
    const printJobId = printJobIdOf(fact)
    if (printJobId === null) continue
    const job = evolvePrintJob(jobs.get(printJobId), fact)
    jobs.set(printJobId, job)
    if (['label.sent', 'label.unknown', 'label.confirmed'].includes(fact.type)) left.add(printJobId)
    if (left.has(printJobId)) expect(mayStartPrinting(job).ok, fact.type).toBe(false)
  }
})
