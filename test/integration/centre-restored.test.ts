import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { genesisHash } from '../../shared/protocol/frame.ts'
import type { DatabaseChoice } from '../../server/database/open.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { valueOf } from '../unit/journal/journal-fixture.ts'
import { databaseKinds } from './centre-floor.ts'
import { enrol, headOf, memoryDatabase, startTestCentre, TestStation } from './centre-kit.ts'
import { drainThroughWaits, openBench, type Bench } from './push-fixture.ts'

let postgres: TestPostgres
let folder: string
const benches: Bench[] = []

beforeAll(async () => {
  postgres = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-restored-'))
})
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.stop()
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Backups {
  readonly choice: DatabaseChoice
  /** Both while no centre has the database open. */
  readonly backUp: () => Promise<void>
  readonly restore: () => Promise<void>
}

async function onPostgres(): Promise<Backups> {
  const url = await postgres.createDatabase()
  const name = new URL(url).pathname.slice(1)
  const run = async (statements: readonly string[]): Promise<void> => {
    const client = new Client({ connectionString: url.replace(name, 'postgres') })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  return {
    choice: { kind: 'postgres', url },
    backUp: () => run([`create database ${name}_backup template ${name}`]),
    restore: () =>
      run([`drop database ${name}`, `alter database ${name}_backup rename to ${name}`]),
  }
}

function onPGlite(): Backups {
  const directory = join(folder, 'centre')
  const { preparedArchive } = memoryDatabase as Extract<DatabaseChoice, { kind: 'memory' }>
  const archive = preparedArchive === undefined ? {} : { preparedArchive }
  return {
    choice: { kind: 'pglite', directory, ...archive },
    backUp: () => cp(directory, `${directory}.backup`, { recursive: true }),
    restore: async () => {
      await rm(directory, { recursive: true })
      await rename(`${directory}.backup`, directory)
    },
  }
}

test.each(databaseKinds)(
  'a centre on %s that was restored from an older backup gets again what it lacks, once',
  async (kind) => {
    const { choice, backUp, restore } = kind === 'PGlite' ? onPGlite() : await onPostgres()
    const first = await startTestCentre(choice)
    const { stationId, token } = await enrol(first, 'bench')
    const bench = await openBench(first.url, { stationId, token })
    benches.push(bench)
    await bench.append(40)
    bench.loop.start()
    await drainThroughWaits(bench)
    await first.close()
    await backUp()

    const { port } = new URL(first.url)
    const second = await startTestCentre(choice, undefined, Number(port))
    await second.seedDemo()
    await bench.append(60)
    await drainThroughWaits(bench)
    const head = await headOf(second)
    expect(bench.loop.report().unackedCount).toBe(0)
    await second.close()
    await restore()

    const restored = await startTestCentre(choice, undefined, Number(port))
    const status = await (await fetch(`${restored.url}/v1/status`)).json()
    expect((status as { head: number }).head).toBeLessThan(head)
    bench.loop.noteStatus(status as { feedEpoch: string; head: number })
    await drainThroughWaits(bench)
    await bench.append(1)
    await drainThroughWaits(bench)
    expect(bench.acked.at(-1)?.ackedSeq).toBe(101)
    // All frames once more, from the first: the centre compares each with what it holds, and answers as before.
    const { epoch } = bench.journal
    const events = [...valueOf(await bench.journal.read(1, 101))]
    const station = new TestStation(restored.url, stationId, token)
    const before = await headOf(restored)
    const replayed = await station.push({ epoch, firstSeq: 1, prev: genesisHash, events })
    expect(replayed.ackedSeq).toBe(101)
    expect(await headOf(restored)).toBe(before)
    await restored.close()
  },
)
