// Put into the station's page by the bench. It looks at what a person sees, and takes times by the page's own clock.
// "Painted" = a task after the animation frame in which the change was laid out and painted.
globalThis.bench ??= (() => {
  const band = () => document.querySelector('[data-testid="feedback"]')

  /** Resolves with the time after the next frame was painted. */
  const afterPaint = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      })
    })

  const seen = []
  const waiting = []

  const note = () => {
    const serial = Number(band().dataset.serial)
    const { code } = band().dataset
    const changedMs = performance.now()
    void afterPaint().then((paintedMs) => {
      seen.push({ serial, code, changedMs, paintedMs })
      for (const look of [...waiting]) look()
    })
  }

  const watchBand = () => {
    new MutationObserver(note).observe(band(), { attributeFilter: ['data-serial'] })
    return Number(band().dataset.serial)
  }

  /** The first message of the band after this serial, once it is painted. */
  const after = (serial) =>
    new Promise((resolve) => {
      const look = () => {
        const found = seen.find((message) => message.serial > serial)
        if (!found) return
        waiting.splice(waiting.indexOf(look), 1)
        resolve(found)
      }
      waiting.push(look)
      look()
    })

  /** Every message of the band that was painted so far. */
  const painted = () => seen

  const appears = (selector) =>
    new Promise((resolve) => {
      if (document.querySelector(selector)) return resolve()
      const observer = new MutationObserver(() => {
        if (!document.querySelector(selector)) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document, { childList: true, subtree: true })
    })

  const scannersAreOpen = ({ devices }) =>
    devices.every(({ kind, code }) => kind !== 'scanner' || code === 'ok')

  const scannersOpen = () =>
    new Promise((resolve) => {
      const end = holdfast.subscribe('health.changed', (health) => {
        if (!scannersAreOpen(health)) return
        end()
        resolve(performance.now())
      })
      void holdfast.request('station.health', {}).then((answer) => {
        if (!answer.ok || !scannersAreOpen(answer.value)) return
        end()
        resolve(performance.now())
      })
    })

  /** When such an element is painted, and every scanner is listened to. */
  const ready = async (testId) => {
    const selector = `[data-testid="${testId}"]`
    const wasThere = document.querySelector(selector) !== null
    await appears(selector)
    const paintedMs = await afterPaint()
    const openMs = await scannersOpen()
    return { wasThere, paintedMs, openMs }
  }

  /** Durable commits through main, one after the other; ms of each. */
  const commits = async (batches) => {
    const times = []
    for (const events of batches) {
      const began = performance.now()
      const answer = await holdfast.request('journal.commit', { events, labels: [] })
      times.push(performance.now() - began)
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    }
    return times
  }

  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })

  let strict = null
  /** Strict commits of IndexedDB with the same content, one after the other; ms of each. */
  const strictCommits = async (batches) => {
    if (!strict) {
      const opening = indexedDB.open('bench-strict')
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore('facts', { autoIncrement: true })
      strict = await done(opening)
    }
    const times = []
    for (const events of batches) {
      const began = performance.now()
      await new Promise((resolve, reject) => {
        const transaction = strict.transaction('facts', 'readwrite', { durability: 'strict' })
        transaction.oncomplete = resolve
        transaction.onabort = () => reject(transaction.error)
        for (const event of events) transaction.objectStore('facts').put(event)
        transaction.commit()
      })
      times.push(performance.now() - began)
    }
    return times
  }

  /** The way that the station does not go: every row of a table into a map. */
  const readAll = async (tables) => {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    const database = await done(
      indexedDB.open(names.find((name) => name.startsWith('holdfast-cache-'))),
    )
    const began = performance.now()
    let rows = 0
    for (const table of tables) {
      const store = database.transaction(table).objectStore(table)
      const map = new Map()
      for (const row of await done(store.getAll())) map.set(row[store.keyPath], row)
      rows += map.size
    }
    const took = performance.now() - began
    database.close()
    return { took, rows }
  }

  return { afterPaint, watchBand, after, painted, ready, commits, strictCommits, readAll }
})()
