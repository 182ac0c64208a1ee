import fc from 'fast-check'
import { expect, test } from 'vitest'
import { event } from '../../../shared/domain/event.ts'
import {
  evolveLeases,
  isConsumed,
  mustRefill,
  nextNumber,
  numberIn,
  strangeLeases,
  waybillNumberOf,
  type JournalFact,
  type LeaseBook,
  type StationFact,
} from '../../../shared/domain/lease.ts'

const holder = 'machine-1'

function granted(index: number, size: number, by = holder): StationFact {
  const range = { first: index * 1_000 + 1, last: index * 1_000 + size }
  const body = {
    leaseId: `L-${String(index)}`,
    carrier: 'sto',
    prefix: '773',
    digits: 12,
    ...range,
  }
  return { type: 'lease.granted', v: 1, body: { ...body, holder: by } }
}

function closed(waybillNumber: string): JournalFact {
  const of = { orderNumber: 'SO-1', parcelNumber: 'SO-1-1', waybillNumber, carrier: 'sto' }
  return event('parcel.closed', { ...of, contents: [], operatorId: 'o' })
}

const bookOf = (facts: readonly JournalFact[]): LeaseBook => facts.reduce(evolveLeases, [])

test('a number given twice, whatever is granted, consumed, lost and told again in between', () => {
  const step = fc.constantFrom('consume', 'grant', 'crash', 'replay', 'lost commit')
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      (steps, size) => {
        const journal: JournalFact[] = []
        let book = bookOf(journal)
        let grants = 0
        const used: string[] = []
        for (const what of steps) {
          const number = nextNumber(book, 'sto', holder)
          const facts =
            what === 'grant'
              ? [granted((grants += 1), size)]
              : what === 'consume' && number !== null
                ? [closed(number)]
                : []
          if (facts.length > 0 && number !== null && what === 'consume') used.push(number)
          journal.push(...facts)
          book = facts.reduce(evolveLeases, book)
          if (what === 'crash') book = bookOf(journal)
          // Facts of the journal are told again, the last ones first: nothing becomes free by that.
          if (what === 'replay') book = [...journal.slice(-3)].reverse().reduce(evolveLeases, book)
        }
        expect(new Set(used).size).toBe(used.length)
        for (const number of used) expect(isConsumed(bookOf(journal), 'sto', number)).toBe(true)
        const left = nextNumber(book, 'sto', holder)
        if (left !== null) expect(used).not.toContain(left)
      },
    ),
  )
})

test('a lease that is asked for too late, or again and again', () => {
  let book = bookOf([granted(1, 10)])
  const asked: number[] = []
  for (let left = 10; left > 0; left -= 1) {
    if (mustRefill(book, 'sto', holder)) asked.push(left)
    book = evolveLeases(book, closed(nextNumber(book, 'sto', holder) ?? ''))
  }
  expect(asked).toEqual([3, 2, 1])
  expect(nextNumber(book, 'sto', holder)).toBe(null)
  expect(mustRefill(evolveLeases(book, granted(2, 10)), 'sto', holder)).toBe(false)
  expect(mustRefill([], 'sto', holder)).toBe(true)
})

test('a lease that came with a copied journal and is used by two machines', () => {
  const book = bookOf([granted(1, 10), closed('773000000001001')])
  expect(nextNumber(book, 'sto', 'machine-2')).toBe(null)
  expect(mustRefill(book, 'sto', 'machine-2')).toBe(true)
  const burnt = strangeLeases(book, 'machine-2')
  expect(burnt).toMatchObject([{ type: 'lease.burnt', body: { first: 1_002, last: 1_010 } }])
  const after = [...burnt, granted(2, 10, 'machine-2')].reduce(evolveLeases, book)
  expect(nextNumber(after, 'sto', 'machine-2')).toBe('773000000002001')
  expect(strangeLeases(after, 'machine-2')).toEqual([])
})

test('a number of another carrier, length or range that is taken for one of a lease', () => {
  const [lease] = bookOf([granted(1, 10)])
  if (!lease) throw new Error('No lease')
  expect(waybillNumberOf(lease, 1_001)).toBe('773000000001001')
  expect(numberIn(lease, '773000000001001')).toBe(1_001)
  for (const text of ['773000000001011', '77300000001001', '7730000000010010', '77x000000001001'])
    expect(numberIn(lease, text)).toBe(null)
})
