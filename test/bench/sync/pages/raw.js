// What the rows cost at the least: the same records in the same stores with the same indexes, written as fast as IndexedDB takes them.
import {
  orderRecord,
  productRecord,
  waybillRecord,
} from '../../../../renderer/store/base-records.ts'

const rowsInTransaction = 5_000

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function open() {
  const opening = indexedDB.open('raw', 1)
  opening.onupgradeneeded = () => {
    const orders = opening.result.createObjectStore('orders', { keyPath: 'orderNumber' })
    orders.createIndex('[tab+deadlineAt]', ['tab', 'deadlineAt'])
    orders.createIndex('inWorkAt', 'inWorkAt')
    orders.createIndex('lacks', 'lacks', { multiEntry: true })
    const waybills = opening.result.createObjectStore('waybills', { keyPath: 'waybillNumber' })
    waybills.createIndex('orderNumber', 'orderNumber')
    opening.result.createObjectStore('products', { keyPath: 'sku' })
  }
  return done(opening)
}

const makers = {
  order: ['orders', orderRecord],
  waybill: ['waybills', waybillRecord],
  product: ['products', productRecord],
}

function put(database, changes) {
  return new Promise((resolve, reject) => {
    const names = ['orders', 'waybills', 'products']
    const transaction = database.transaction(names, 'readwrite', { durability: 'relaxed' })
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
    for (const { entity, rev, row } of changes) {
      const [store, record] = makers[entity]
      transaction.objectStore(store).put(record(rev, row))
    }
    transaction.commit()
  })
}

window.contender = {
  /** From the request until the last row is committed; ms. */
  async sync() {
    const began = performance.now()
    const database = await open()
    const answer = await fetch('/v1/snapshot')
    let [rest, waiting] = ['', []]
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop()
      for (const line of lines) {
        const read = JSON.parse(line)
        if (read.kind === 'row') waiting.push(read.change)
      }
      if (waiting.length < rowsInTransaction) continue
      await put(database, waiting)
      waiting = []
    }
    if (waiting.length > 0) await put(database, waiting)
    return performance.now() - began
  },
}
