import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { electronRuntime } from '../../../scripts/electron-runtime.mjs'
import { connectToPage, type DevtoolsPage } from './devtools.ts'

/** A program in the prepared Electron, as a person starts it, plus an open debugging port. */
export interface ElectronProgram {
  /** Clock of this process (`performance.now()`) just before the operating system was asked to start it. */
  readonly startedMs: number
  readonly processId: number
  /** The page whose address begins so, as soon as it is there. */
  page(addressStart: string): Promise<DevtoolsPage>
  /** Ends it as a person would. */
  quit(): Promise<void>
  /** SIGKILL; resolves when the operating system has taken the process away. */
  kill(): Promise<void>
}

const lookEveryMs = 5
const patienceMs = 60_000

/** Starts Electron on an application folder. */
export function startElectron(
  applicationFolder: string,
  parameters: readonly string[],
): ElectronProgram {
  const { executablePath, extraArguments } = electronRuntime()
  const words = [...extraArguments, '--remote-debugging-port=0', applicationFolder, ...parameters]
  const startedMs = performance.now()
  const child = spawn(executablePath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const port = debuggingPort(child)
  const ended = once(child, 'exit')
  // A bench that fails leaves no window behind.
  const abandon = (): void => void child.kill('SIGKILL')
  process.once('exit', abandon)
  child.once('exit', () => process.off('exit', abandon))
  return {
    startedMs,
    processId: child.pid ?? 0,
    page: async (addressStart) => findPage(await port, addressStart),
    async quit() {
      child.kill('SIGTERM')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function debuggingPort(child: ChildProcess): Promise<string> {
  const { stderr } = child
  if (!stderr) throw new Error('Electron has no stderr')
  return new Promise((resolve, reject) => {
    let said = ''
    createInterface(stderr).on('line', (line) => {
      said += `${line}\n`
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1]
      if (port !== undefined) resolve(port)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Electron ended (${String(code)}): ${said}`)))
  })
}

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

async function findPage(port: string, addressStart: string): Promise<DevtoolsPage> {
  const giveUpAt = performance.now() + patienceMs
  while (performance.now() < giveUpAt) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null)
    const targets = answer ? ((await answer.json()) as readonly Target[]) : []
    const found = targets.find(({ type, url }) => type === 'page' && url.startsWith(addressStart))
    const page = found ? await connectWhenLoading(found, addressStart) : null
    if (page) return page
    await pause(lookEveryMs)
  }
  throw new Error(`Electron shows no page at ${addressStart}`)
}

/** A page that is only about to be there has no scripts to ask, or still those of the page before; null = look again. */
async function connectWhenLoading(
  { webSocketDebuggerUrl }: Target,
  addressStart: string,
): Promise<DevtoolsPage | null> {
  const page = await connectToPage(webSocketDebuggerUrl)
  const address = await page.evaluate<string>('location.href').catch(() => '')
  if (address.startsWith(addressStart)) return page
  page.close()
  return null
}
