// What `main.tsx` does with the store, driven by a test: main's answers come from the test's own server.
import { validateWithoutEval } from '../../../shared/protocol/without-eval.ts'
import { applyPage } from '../../../renderer/store/apply-rows.ts'
import { readBaseRecord } from '../../../renderer/store/cache-database.ts'
import { counted, isScannable, placeOf } from '../../../renderer/store/readiness.ts'
import { existingGenerations, openGeneration } from '../../../renderer/store/open-cache.ts'
import { openStore } from '../../../renderer/sync/open-store.ts'
import { startSyncWorker } from '../../../renderer/sync/sync-client.ts'

validateWithoutEval()

const incidents = []
const failures = []
const pulls = []

async function journalOverlay(cursor) {
  const query = cursor ? `?seq=${cursor.seq}&epoch=${cursor.feedEpoch}` : ''
  return (await fetch(`/test/overlay${query}`)).json()
}

async function open() {
  const opened = await openStore({
    stationId: 'station-1',
    journalOverlay,
    startWorker: startSyncWorker,
    keepStorage: () => navigator.storage.persist(),
    later: (call, afterMs) => void setTimeout(call, afterMs),
    onIncident: (incident) => incidents.push(incident),
    onPull: (pull) => pulls.push(pull),
    onFailure: (cause) => failures.push(String(cause)),
  })
  if (!opened.ok) throw new Error(opened.error)
  cachePage.store = opened.value
}

/** What is on the disk of one generation, counted row by row. */
async function inspect(generation) {
  const opened = await openGeneration(generation)
  if (!opened.ok) return { fault: opened.error.code }
  const database = opened.value
  const tables = [database.orders, database.waybills, database.products, database.meta]
  const found = await database.transaction('r', tables, async () => {
    const base = await readBaseRecord(database)
    const orders = await database.orders.toArray()
    const waybills = await database.waybills.toArray()
    const revs = Object.fromEntries(orders.map(({ orderNumber, rev }) => [orderNumber, rev]))
    const holding = new Set(
      waybills.filter(({ row }) => row.state === 'allocated').map((waybill) => waybill.orderNumber),
    )
    const toPack = orders.filter(({ tab }) => tab === 'toPack')
    const packable = toPack.filter(({ orderNumber }) => holding.has(orderNumber)).length
    const goods = new Map((await database.products.toArray()).map(({ sku, row }) => [sku, row]))
    let readiness = {}
    for (const { orderNumber, row } of orders) {
      const isKnown = row.lines.every(({ sku }) => isScannable(goods.get(sku)))
      const has = { waybill: holding.has(orderNumber), goods: isKnown }
      readiness = counted(readiness, placeOf(row, has), 1)
    }
    return { base, revs, readiness, counted: { toPack: toPack.length, packable } }
  })
  database.close()
  return found
}

/** The newest generation that is whole, row by row; null when there is none. Makes none by looking. */
async function inspectWhole() {
  for (const generation of await existingGenerations()) {
    const found = await inspect(generation)
    if (found.base?.complete) return { generation, ...found }
  }
  return null
}

/** Applies a good order and then a waybill that IndexedDB cannot take, on from where the base stands. */
async function applyBroken(generation, change) {
  const opened = await openGeneration(generation)
  if (!opened.ok) throw new Error(opened.error.code)
  const database = opened.value
  const { place } = await readBaseRecord(database)
  const { feed } = place
  const unstorable = {
    entity: 'waybill',
    key: 'X',
    rev: 1,
    row: { waybillNumber: {}, orderNumber: 'X' },
  }
  const to = { feed: { ...feed, seq: feed.seq + 2 }, taken: null }
  const page = { from: feed, to, changes: [change, unstorable] }
  const outcome = await applyPage(database, page).then(
    () => 'applied',
    () => 'failed',
  )
  database.close()
  return outcome
}

/** Applies changes as one page, on from where the base stands. */
async function applyChanges(generation, changes) {
  const opened = await openGeneration(generation)
  if (!opened.ok) throw new Error(opened.error.code)
  const database = opened.value
  const { feed } = (await readBaseRecord(database)).place
  const to = { feed: { ...feed, seq: feed.seq + changes.length }, taken: null }
  const applied = await applyPage(database, { from: feed, to, changes })
  database.close()
  return applied.ok ? 'applied' : applied.error
}

async function generations() {
  return (await indexedDB.databases()).map(({ name }) => name).sort()
}

/** Makes a database by hand, as another program version or a half-finished repair would leave it. */
function makeByHand(name, version, change) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => change?.(request.result)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      request.result.close()
      resolve(undefined)
    }
  })
}

function removeMarker(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const transaction = request.result.transaction('meta', 'readwrite')
      transaction.objectStore('meta').delete('marker')
      transaction.oncomplete = () => {
        request.result.close()
        resolve(undefined)
      }
    }
  })
}

/** Changes one record behind the program's back; `change` answers the record to leave there, or null for none. */
function damage(generation, table, key, change) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`holdfast-cache-${generation}`)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const transaction = request.result.transaction(table, 'readwrite')
      const store = transaction.objectStore(table)
      store.get(key).onsuccess = (event) => {
        const left = change(event.target.result)
        if (left) store.put(left)
        else store.delete(key)
      }
      transaction.oncomplete = () => {
        request.result.close()
        resolve(undefined)
      }
    }
  })
}

const cachePage = {
  damage,
  open,
  inspect,
  inspectWhole,
  applyBroken,
  applyChanges,
  generations,
  makeByHand,
  removeMarker,
  incidents,
  failures,
  pulls,
  store: null,
}
window.cachePage = cachePage
