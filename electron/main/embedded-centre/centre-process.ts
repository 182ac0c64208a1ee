// Runs in a utility process: the centre inside the app. The only place in electron/main that may import the server.
import { keptAdminToken } from '../../../server/admin-token.ts'
import { removeCentreNote, writeCentreNote } from '../../../server/centre-note.ts'
import { startCentre, type Centre } from '../../../server/centre.ts'
import { centrePlaces } from '../../../server/data-directory.ts'
import { realWorld } from '../../../server/real-world.ts'
import { centreRequest, type CentreReport, type CentreRequest } from './messages.ts'
import { parentPort } from './parent-port.ts'

const port = parentPort()
const world = realWorld((detail) => {
  report({ type: 'preparing', detail })
})
let running: { readonly centre: Centre; readonly note: string } | null = null

function report(message: CentreReport): void {
  port.postMessage(message)
}

async function start(request: Extract<CentreRequest, { type: 'start' }>): Promise<void> {
  const places = centrePlaces(request.dataDirectory)
  const adminToken = await keptAdminToken(places.adminToken, world.randomBytes)
  const { preparedArchive } = request
  const prepared = preparedArchive === undefined ? {} : { preparedArchive }
  const started = await startCentre({
    database: { kind: 'pglite', directory: places.database, ...prepared },
    // This computer only: whoever serves a warehouse runs the standalone centre.
    host: '127.0.0.1',
    port: 0,
    adminToken,
    world,
  })
  if (!started.ok) {
    const { message, remedy } = started.error
    report({ type: 'failed', message, remedy })
    return
  }
  running = { centre: started.value, note: places.note }
  if (request.seedDemo) await started.value.seedDemo(request.demoPictures)
  const { url } = started.value
  await writeCentreNote(places.note, { url, adminToken })
  report({ type: 'ready', url, adminToken })
}

async function close(): Promise<void> {
  if (running) {
    await removeCentreNote(running.note)
    await running.centre.close()
  }
  process.exit(0)
}

async function answer(request: CentreRequest): Promise<void> {
  switch (request.type) {
    case 'start':
      return start(request)
    case 'pairing-code': {
      const code = await running?.centre.createPairingCode()
      if (code) report({ type: 'pairing-code', pairingCode: code.pairingCode })
      return
    }
    case 'close':
      return close()
  }
}

// One after the other: a close that comes during the start waits for it, and finds something to close.
let queue = Promise.resolve()
port.onMessage((message) => {
  const request = centreRequest.parse(message)
  queue = queue.then(() => answer(request))
})
port.onClose(() => {
  queue = queue.then(close)
})
