// The standalone centre: `npm run server`. What it reads from the environment is in server/README.md.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { keptAdminToken } from './admin-token.ts'
import { removeCentreNote, writeCentreNote } from './centre-note.ts'
import { startCentre, type Centre } from './centre.ts'
import { centrePlaces, defaultDataDirectory } from './data-directory.ts'
import type { DatabaseChoice } from './database/open.ts'
import { realWorld } from './real-world.ts'

const defaultPort = 8790

const { env } = process
const world = realWorld((line) => {
  console.log(line)
})
const dataDirectory =
  env['HOLDFAST_DATA_DIR'] ?? defaultDataDirectory(env, process.platform, homedir())
const places = centrePlaces(dataDirectory)

function readPort(text: string | undefined): number | null {
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : null
}

function chooseDatabase(): DatabaseChoice {
  const url = env['DATABASE_URL']
  return url === undefined || url === ''
    ? { kind: 'pglite', directory: places.database }
    : { kind: 'postgres', url }
}

function stop(message: string, remedy: string): never {
  console.error(`${message}\n${remedy}`)
  process.exit(1)
}

async function greet(centre: Centre): Promise<void> {
  console.log(`The centre is ready at ${centre.url}`)
  console.log(`Its data folder is ${dataDirectory}; the admin token is in ${places.note}.`)
  console.log(`Bring orders in: npm run import -- FILE.csv --data-dir ${dataDirectory}`)
  if (await centre.hasStations()) return
  const { pairingCode, expiresAt } = await centre.createPairingCode()
  console.log(`No station is enrolled yet. Pairing code for the first: ${pairingCode}`)
  console.log(`It works once, until ${expiresAt.toISOString()}. Type it on the station.`)
}

function closeOnSignal(centre: Centre): void {
  let isClosing = false
  const close = (): void => {
    if (isClosing) return
    isClosing = true
    void removeCentreNote(places.note)
      .then(() => centre.close())
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

const port = readPort(env['PORT'])
if (port === null)
  stop(`PORT is ${String(env['PORT'])}, which is no port.`, 'Set it to a number from 0 to 65535.')
const adminToken =
  env['ADMIN_TOKEN'] ?? (await keptAdminToken(places.adminToken, world.randomBytes))
const host = env['HOST'] ?? '127.0.0.1'
const started = await startCentre({ database: chooseDatabase(), host, port, adminToken, world })
if (!started.ok) stop(started.error.message, started.error.remedy)
closeOnSignal(started.value)
await writeCentreNote(places.note, { url: started.value.url, adminToken })
const demoPictures = join(import.meta.dirname, '../resources/demo-pictures')
if (env['DEMO'] === '1' && (await started.value.seedDemo(demoPictures)))
  console.log('The demo shop is in it.')
await greet(started.value)
