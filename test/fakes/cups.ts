import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runSystemCommand, type RunCommand } from '../../electron/main/print/run-command.ts'
import { until } from '../wait/until.ts'

/** A real CUPS of its own, beside whatever the machine runs. */
export interface TestCups {
  /** Runs a command of CUPS against this one. */
  readonly run: RunCommand
  /** Makes a raw queue that passes its jobs on to a TCP port of this machine. */
  addRawQueue(name: string, port: number): Promise<void>
  /** Makes a queue whose jobs a driver that comes with CUPS makes ZPL of. */
  addDriverQueue(name: string, port: number): Promise<void>
  stop(): Promise<void>
}

/** Starts the scheduler on a socket in a folder of its own. */
export async function startCups(): Promise<TestCups> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-cups-'))
  // What sends the bytes runs as another user.
  await chmod(folder, 0o755)
  const socket = join(folder, 'cups.sock')
  for (const name of ['spool', 'spool/tmp', 'cache', 'state', 'log', 'root'])
    await mkdir(join(folder, name))
  const configuration = join(folder, 'cupsd.conf')
  await writeFile(configuration, configurationWith(socket))
  await writeFile(join(folder, 'cups-files.conf'), filesIn(folder))
  const files = ['-s', join(folder, 'cups-files.conf')]
  // It lies where only root looks for commands.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` }
  const words = ['-f', '-c', configuration, ...files]
  const scheduler = spawn('cupsd', words, { env, stdio: 'ignore' })
  const run: RunCommand = (command, words, input) =>
    runSystemCommand(command, ['-h', socket, ...words], input)
  await until('CUPS answers', async () =>
    (await run('lpstat', ['-r'], null)).output.includes('is running'),
  )
  return {
    run,
    addRawQueue: (name, port) => addQueue(run, name, port, 'raw'),
    addDriverQueue: (name, port) => addQueue(run, name, port, 'drv:///sample.drv/zebra.ppd'),
    stop: () => stop(scheduler, folder),
  }
}

async function addQueue(run: RunCommand, name: string, port: number, model: string): Promise<void> {
  const device = `socket://127.0.0.1:${String(port)}/?waiteof=false`
  const policy = ['-o', 'printer-error-policy=retry-job']
  const added = await run('lpadmin', ['-p', name, '-E', '-v', device, '-m', model, ...policy], null)
  if (added.code !== 0) throw new Error(`lpadmin: ${added.output}`)
}

async function stop(scheduler: ChildProcess, folder: string): Promise<void> {
  const ended = once(scheduler, 'exit')
  scheduler.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

function configurationWith(socket: string): string {
  return `Listen ${socket}
Browsing Off
DefaultAuthType None
JobRetryInterval 1
JobRetryLimit 1000
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`
}

function filesIn(folder: string): string {
  return `ServerRoot ${folder}/root
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
AccessLog ${folder}/log/access
ErrorLog ${folder}/log/error
PageLog ${folder}/log/page
Sandboxing relaxed
`
}
