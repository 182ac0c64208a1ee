import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ownBox,
  suggestCarton,
  type BoxedUnits,
  type Carton,
  type SizeMm,
} from '../../../shared/domain/carton.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import { event } from '../../../shared/domain/event.ts'
import { anOrder, claim, Floor, operatorId, orderNumber, pack, close } from './bench-rules.ts'

function carton(sku: string, innerMm: SizeMm, mostGrams?: number): Carton {
  const traits = { innerMm, ...(mostGrams === undefined ? {} : { mostGrams }) }
  return { sku, name: sku, grams: 100, traits }
}

const small = carton('S', [200, 150, 100])
const large = carton('L', [400, 300, 200])
const tube = carton('TUBE', [1_000, 80, 80])

function units(quantity: number, sizeMm: SizeMm | undefined, grams = 100): BoxedUnits {
  return { quantity, sizeMm, grams }
}

function suggested(goods: readonly BoxedUnits[], cartons: readonly Carton[]): string | null {
  const advice = suggestCarton(goods, cartons)
  return advice?.kind === 'carton' ? advice.carton.sku : (advice?.kind ?? null)
}

describe('the carton that is suggested', () => {
  test('a box that is larger than it has to be, or that the goods do not fit into', () => {
    const cartons = [large, small, tube]
    expect(suggested([units(1, [100, 100, 90])], cartons)).toBe('S')
    expect(suggested([units(4, [100, 100, 90])], cartons)).toBe('L')
    // Turned they fit.
    expect(suggested([units(1, [90, 140, 190])], cartons)).toBe('S')
    expect(suggested([units(1, [900, 60, 60])], cartons)).toBe('TUBE')
    expect(suggested([units(1, [900, 300, 60])], cartons)).toBe('several')
    expect(suggested([units(90, [100, 100, 90])], cartons)).toBe('several')
  })

  test('a box that is too weak for its goods', () => {
    const weak = carton('WEAK', [400, 300, 200], 1_000)
    expect(suggested([units(2, [100, 100, 90], 600)], [weak, large])).toBe('L')
    expect(suggested([units(2, [100, 100, 90], 600)], [weak])).toBe('several')
  })

  test('a guess where the size of one article is not known', () => {
    expect(suggested([units(1, [90, 90, 90]), units(1, undefined)], [small])).toBeNull()
    expect(suggested([units(1, [90, 90, 90])], [])).toBeNull()
    expect(suggested([], [small])).toBeNull()
  })

  test('a carton that holds less than its goods take up', () => {
    const edge = fc.integer({ min: 10, max: 400 })
    const size = fc.tuple(edge, edge, edge)
    const goods = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), size), { minLength: 1 })
    fc.assert(
      fc.property(goods, fc.array(size, { minLength: 1 }), (wanted, sizes) => {
        const cartons = sizes.map((innerMm, index) => carton(String(index), innerMm))
        const advice = suggestCarton(
          wanted.map(([quantity, sizeMm]) => units(quantity, sizeMm)),
          cartons,
        )
        if (advice?.kind !== 'carton') return
        const room = advice.carton.traits.innerMm.reduce((product, side) => product * side, 1)
        const taken = wanted.reduce((sum, [quantity, [x, y, z]]) => sum + quantity * x * y * z, 0)
        expect(taken).toBeLessThanOrEqual(room)
        for (const [, sizeMm] of wanted)
          expect(Math.max(...sizeMm)).toBeLessThanOrEqual(Math.max(...advice.carton.traits.innerMm))
      }),
    )
  })
})

describe('the carton that is chosen', () => {
  const box = { sku: 'S', name: 'S', grams: 100 }
  const choose = { type: 'chooseCarton', carton: box } as const

  test('a carton that is said of a box after its label, or that starts a box of its own', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]))
    floor.does(claim)
    floor.does(choose)
    floor.does(pack('SKU-1'))
    expect(floor.order.parcels).toMatchObject([{ carton: box, contents: [{ quantity: 1 }] }])
    floor.does({ ...choose, carton: ownBox })
    floor.does(pack('SKU-1'))
    expect(floor.order.parcels).toMatchObject([{ carton: ownBox, closed: true }])
    expect(floor.refusal(choose)?.code).toBe('already-complete')
    const late = event('carton.chosen', {
      ...{ orderNumber, parcelNumber: `${orderNumber}-1`, carton: box, operatorId },
    })
    expect(evolve(floor.order, late).parcels).toMatchObject([{ carton: ownBox }])
  })

  test('an order that never leaves because a box was chosen for what never came', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]))
    floor.does(claim)
    floor.does(pack('SKU-1'))
    floor.does(close)
    floor.does(choose)
    // The office sends the second unit with another order.
    floor.order = {
      ...floor.order,
      lines: floor.order.lines.map((line) => ({ ...line, quantity: 1 })),
    }
    floor.does({ type: 'handOver', waybillNumber: 'YT-1' })
    expect(floor.order.state).toBe('shipped')
  })

  test('a box of one bench that is said to be on another, after the order was put back', () => {
    const floor = new Floor(anOrder([['SKU-1', 1]]))
    floor.does(claim)
    floor.does(choose)
    floor.does({ type: 'putBackOrder' })
    expect(floor.order.parcels).toEqual([])
  })
})
