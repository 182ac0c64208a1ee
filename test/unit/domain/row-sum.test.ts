import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BucketSums,
  bucketCount,
  bucketOf,
  entityOfBucket,
  minusRow,
  noRows,
  plusRow,
  summedEntities,
  sumText,
  type RowName,
} from '../../../shared/domain/row-sum.ts'

const anyName = fc.record({
  entity: fc.constantFrom(...summedEntities),
  key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  rev: fc.integer({ min: 1, max: 1_000_000 }),
})

test('a sum depends on no order, and taking every row out again leaves nothing', () => {
  fc.assert(
    fc.property(fc.array(anyName), (names) => {
      const forwards = names.reduce(plusRow, noRows)
      expect([...names].reverse().reduce(plusRow, noRows)).toEqual(forwards)
      expect(names.reduce(minusRow, forwards)).toEqual(noRows)
    }),
  )
})

test('buckets together are the whole, also after rows were taken out', () => {
  fc.assert(
    fc.property(fc.array(anyName), fc.array(anyName), (kept, removed) => {
      const sums = new BucketSums()
      for (const name of [...removed, ...kept]) sums.add(name)
      for (const name of removed) sums.remove(name)
      expect(sums.total()).toEqual(kept.reduce(plusRow, noRows))
      expect(sums.copy().all()).toEqual(sums.all())
    }),
  )
})

test('a lost row, an older version, another kind and two swapped versions are each noticed', () => {
  const rows: RowName[] = Array.from({ length: 500 }, (_unused, index) => ({
    entity: 'order',
    key: `SO-${String(20_000 + index)}`,
    rev: 1 + (index % 3),
  }))
  const whole = sumText(rows.reduce(plusRow, noRows))
  const others = new Set([whole])
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1]
    const changes: RowName[][] = [
      rows.toSpliced(index, 1),
      rows.with(index, { ...row, rev: row.rev + 1 }),
      rows.with(index, { ...row, entity: 'task' }),
    ]
    if (next && next.rev !== row.rev)
      changes.push(
        rows.with(index, { ...row, rev: next.rev }).with(index + 1, { ...next, rev: row.rev }),
      )
    for (const changed of changes) others.add(sumText(changed.reduce(plusRow, noRows)))
  }
  // One of each kind of damage for every row, all of them different from each other and from the whole.
  expect(others.size).toBe(
    1 +
      500 * 3 +
      rows.filter((row, index) => rows[index + 1] && rows[index + 1]?.rev !== row.rev).length,
  )
})

test('rows of one kind fill only that kind’s buckets, and all of them evenly', () => {
  const filled = new Map<number, number>()
  for (let index = 0; index < 25_600; index += 1) {
    const bucket = bucketOf({ entity: 'waybill', key: `YT80000${String(index).padStart(8, '0')}` })
    filled.set(bucket, (filled.get(bucket) ?? 0) + 1)
  }
  expect(filled.size).toBe(bucketCount / summedEntities.length)
  expect([...filled.keys()].every((bucket) => entityOfBucket(bucket) === 'waybill')).toBe(true)
  expect(Math.max(...filled.values())).toBeLessThan(160)
})
