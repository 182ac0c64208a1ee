import { beforeEach, expect, test } from 'vitest'
import type { OrderRecord } from '../../../renderer/store/cache-database.ts'
import {
  createPictureFetcher,
  type PictureFetcher,
} from '../../../renderer/sync/picture-fetcher.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { anOrder } from '../store/an-order.ts'

let due: Order[]
let inWork: Order[]
/** Articles with a picture. */
let pictures: Map<string, string>
/** Pictures that cannot be had now. */
let missing: Set<string>
let asked: string[]
let lists: number
let nowMs: number
let atOnce: number
let mostAtOnce: number
/** What the window waits for before each step; null = nothing. */
let busy: { readonly promise: Promise<void>; free(): void } | null
let onAsked: () => void
let fetcher: PictureFetcher

beforeEach(() => {
  due = []
  inWork = []
  pictures = new Map()
  missing = new Set()
  asked = []
  lists = 0
  nowMs = 0
  atOnce = 0
  mostAtOnce = 0
  busy = null
  onAsked = () => undefined
  fetcher = createPictureFetcher({
    dueAfter: (last, limit) => {
      const from = last ? due.findIndex((order) => order.orderNumber === last.orderNumber) + 1 : 0
      if (!last) lists += 1
      return Promise.resolve(due.slice(from, from + limit).map(recordOf))
    },
    ordersInWork: () => Promise.resolve(inWork),
    pictureOf: (sku) => pictures.get(sku) ?? null,
    keep: async (picture) => {
      asked.push(picture)
      onAsked()
      mostAtOnce = Math.max(mostAtOnce, (atOnce += 1))
      await Promise.resolve()
      atOnce -= 1
      return !missing.has(picture)
    },
    untilIdle: () => busy?.promise ?? Promise.resolve(),
    nowMs: () => nowMs,
    onFailure: (cause) => {
      throw cause
    },
  })
})

function recordOf(row: Order): OrderRecord {
  const { orderNumber, deadlineAt } = row
  return { orderNumber, deadlineAt, rev: 1, tab: 'toPack', row }
}

/** An order of one article whose picture has the same name. */
function order(sku: string): Order {
  pictures.set(sku, sku)
  const [line] = anOrder(sku, 1).lines
  return { ...anOrder(sku, 1), lines: line ? [{ ...line, sku }] : [] }
}

/** Everything that can happen by itself has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5_000; turn += 1) await Promise.resolve()
}

async function pull(): Promise<readonly string[]> {
  const before = asked.length
  fetcher.pulled()
  await settled()
  return asked.slice(before)
}

test('the pictures of its own orders come first, then those that are due first, each once and one at a time', async () => {
  inWork = [order('C')]
  due = [order('A'), order('C'), order('B'), { ...order('A'), orderNumber: 'A-2' }, order('D')]
  pictures.delete('D')
  expect(await pull()).toEqual(['C', 'A', 'B'])
  expect(mostAtOnce).toBe(1)
  // What main keeps is not asked for again, and without news no list is made.
  nowMs += 60_000
  expect(await pull()).toEqual([])
  expect(lists).toBe(1)
})

test('some hundreds of orders are looked through, not the hundred thousand of the warehouse', async () => {
  due = Array.from({ length: 1_000 }, (_unused, index) => order(`S${String(index)}`))
  expect(await pull()).toHaveLength(300)
})

test('the first failure ends a round; a later pull goes on with the others, and asks for that one last', async () => {
  due = ['A', 'B', 'C'].map(order)
  missing.add('A')
  expect(await pull()).toEqual(['A'])
  // A pull comes every second while nobody tells of news.
  nowMs += 1_500
  expect(await pull()).toEqual([])
  nowMs += 10_000
  expect(await pull()).toEqual(['B', 'C', 'A'])
  missing.clear()
  nowMs += 10_000
  expect(await pull()).toEqual(['A'])
  expect(await pull()).toEqual([])
})

test('every scan changes rows; the list is not made anew for each of them', async () => {
  due = [order('A')]
  await pull()
  due.push(order('B'))
  fetcher.rowsChanged()
  nowMs += 1_000
  expect(await pull()).toEqual([])
  nowMs += 10_000
  expect(await pull()).toEqual(['B'])
  expect(lists).toBe(2)
})

/** The window gets something better to do. */
function occupy(): void {
  let done = (): void => undefined
  busy = { promise: new Promise((resolve) => (done = resolve)), free: () => done() }
}

/** It has done that. */
async function free(): Promise<void> {
  busy?.free()
  busy = null
  await settled()
}

test('a window that has something better to do is not disturbed, not even between two pictures', async () => {
  due = ['A', 'B'].map(order)
  occupy()
  onAsked = occupy
  expect(await pull()).toEqual([])
  await free()
  expect(asked).toEqual(['A'])
  expect(await pull()).toEqual([])
  await free()
  expect(asked).toEqual(['A', 'B'])
})

test('a window that ends asks for nothing more', async () => {
  due = ['A', 'B'].map(order)
  onAsked = () => fetcher.stop()
  expect(await pull()).toEqual(['A'])
  expect(await pull()).toEqual([])
})
