import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { until } from '../wait/until.ts'

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** The standalone central API as a real process. */
export interface CentreProcess {
  readonly url: string
  readonly adminToken: string
  start(): Promise<void>
  /** Ends it; `SIGKILL` gives it no chance to tidy up. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Everything that it has printed. */
  output(): string
  /** Whether the process that was started last still runs. */
  isRunning(): boolean
  createPairingCode(): Promise<string>
  /** Brings an order file in, as the import command does. */
  importOrders(csv: string): Promise<void>
  get(path: string): Promise<unknown>
  /** Asks it as its office. Throws when it refuses. */
  post(path: string, body: unknown): Promise<unknown>
}

/** How long a first start may take, which makes a database, on a busy machine, ms. */
const startPatienceMs = 150_000

/** Prepares a centre on a port and a data folder of its own; it runs after `start`. */
export function createCentreProcess(options: {
  readonly dataFolder: string
  readonly port: number
  readonly databaseUrl?: string
}): CentreProcess {
  const url = `http://127.0.0.1:${String(options.port)}`
  const adminToken = 'administrator-of-this-test-only'
  const admin = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  let running: ChildProcess | null = null
  let output = ''
  return {
    url,
    adminToken,
    async start() {
      const environment: NodeJS.ProcessEnv = { ...process.env }
      delete environment['DATABASE_URL']
      Object.assign(environment, {
        HOST: '127.0.0.1',
        PORT: String(options.port),
        HOLDFAST_DATA_DIR: options.dataFolder,
        ADMIN_TOKEN: adminToken,
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      })
      const child = spawn(process.execPath, ['server/index.ts'], {
        cwd: projectRoot,
        env: environment,
      })
      running = child
      child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
      child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()))
      const isUp = async (): Promise<boolean> => {
        if (child.exitCode !== null) throw new Error(`the centre ended: ${output}`)
        return (await fetch(`${url}/v1/status`)).ok
      }
      await until('the centre answers', isUp, startPatienceMs)
    },
    async stop(signal = 'SIGTERM') {
      const child = running
      running = null
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
    output: () => output,
    isRunning: () => running !== null && running.exitCode === null && running.signalCode === null,
    async createPairingCode() {
      const answer = await fetch(`${url}/v1/pairing-codes`, {
        method: 'POST',
        headers: admin,
        body: '{}',
      })
      const { pairingCode } = (await answer.json()) as { pairingCode: string }
      return pairingCode
    },
    async importOrders(csv) {
      const headers = { ...admin, 'content-type': 'text/csv' }
      const answer = await fetch(`${url}/v1/intake/orders.csv`, {
        method: 'POST',
        headers,
        body: csv,
      })
      if (!answer.ok) throw new Error(`the import failed: ${await answer.text()}`)
    },
    async get(path) {
      const answer = await fetch(`${url}${path}`, { headers: admin })
      return answer.json()
    },
    async post(path, body) {
      const sent = { method: 'POST', headers: admin, body: JSON.stringify(body) }
      const answer = await fetch(`${url}${path}`, sent)
      if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
      return answer.json()
    },
  }
}
