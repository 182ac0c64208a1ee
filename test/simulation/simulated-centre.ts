import { sql, type KyselyPlugin } from 'kysely'
import { createApplication, mainWarehouse, openCentreDatabase } from '../../server/centre.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
import { BucketLedger } from '../../server/feed/bucket-ledger.ts'
import { NudgeBoard } from '../../server/feed/nudges.ts'
import { readHead } from '../../server/feed/publish.ts'
import { createPairingCode } from '../../server/stations/pairing-codes.ts'
import type { World } from '../../server/world.ts'
import { memoryDatabase } from '../integration/centre-kit.ts'
import { waveResponse } from '../../shared/protocol/wave.ts'
import type { Chance } from './chance.ts'
import { untilAnswered } from './quiet.ts'

/** A request as it arrives at the centre. */
export interface CentreRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** What the centre sent back. */
export interface CentreAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Where the centre takes time and randomness from; each simulation brings its own. */
interface CentreWorld {
  readonly wallMs: () => number
  readonly chance: Chance
}

/**
 * The real API on a real schema, without sockets. It is opened once and emptied between simulations, because opening a
 * database costs more than a simulation does.
 */
export class SimulatedCentre {
  readonly #opened: OpenedDatabase
  readonly #nudges = new NudgeBoard()
  #application: ReturnType<typeof createApplication>
  readonly #holder: { world: CentreWorld | null }
  readonly #tables: readonly string[]
  isUp = true
  /** The program ends after it has committed the next push, before it answers. */
  diesBeforeAnswer = false
  /** Answers that are still right, because nothing was written since: most requests of a station find nothing new. */
  readonly #unchanged = new Map<string, CentreAnswer>()
  /** The database refuses the n-th query from now on, counted down. */
  failsAtQuery = 0
  /** Whether pages tell how far a station's journal is taken in. */
  tellsTaken = false
  /** Orders that a station was ever given in a wave, whether or not it heard of it. */
  readonly givenInWaves = new Set<string>()
  /** Failures that the API itself reports as its own bugs. */
  readonly bugs: string[] = []

  private constructor(
    opened: OpenedDatabase,
    holder: { world: CentreWorld | null },
    tables: readonly string[],
  ) {
    this.#opened = opened
    this.#holder = holder
    this.#tables = tables
    this.#application = this.#startProgram()
  }

  /** A program that remembers nothing of the one before. */
  #startProgram(): ReturnType<typeof createApplication> {
    const database = this.#opened.database.withPlugin(this.#refusal())
    const ledger = new BucketLedger(database)
    // Counted before every answer: whether it is done in the background would be up to the machine.
    const counted = { at: ledger.countedAt.bind(ledger), countedAt: ledger.countedAt.bind(ledger) }
    return createApplication({
      ...{ database, ledger: counted, nudges: this.#nudges },
      world: worldOf(this.#holder, this.bugs),
      warehouse: mainWarehouse,
      adminToken: 'admin',
    })
  }

  static async open(): Promise<SimulatedCentre> {
    const holder = { world: null }
    const opened = await openCentreDatabase(memoryDatabase, worldOf(holder, []))
    if (!opened.ok) throw new Error(opened.error.message)
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    `.execute(opened.value.database)
    const tables = rows.map(({ name }) => name)
    return new SimulatedCentre(opened.value, holder, tables)
  }

  get database() {
    return this.#opened.database
  }

  get warehouse(): string {
    return mainWarehouse
  }

  now(): Date {
    return worldOf(this.#holder, this.bugs).now()
  }

  /** An empty centre with a history of its own. */
  async begin(world: CentreWorld): Promise<void> {
    this.#holder.world = world
    this.#application = this.#startProgram()
    this.isUp = true
    this.diesBeforeAnswer = false
    this.failsAtQuery = 0
    this.tellsTaken = false
    this.bugs.length = 0
    this.givenInWaves.clear()
    this.noteWrite()
    await this.#empty(this.#tables)
    await sql`drop schema if exists backup cascade`.execute(this.database)
    await this.database
      .insertInto('warehouses')
      .values({
        warehouse: mainWarehouse,
        feed_epoch: world.chance.id('feed'),
        head: 0,
        oldest_cursor: 0,
      })
      .execute()
  }

  /** Answers a request; null when the program is not there, or ended before it could answer. */
  async answer(request: CentreRequest): Promise<CentreAnswer | null> {
    if (!this.isUp) return null
    const { method, path: url, headers, body } = request
    const question = `${url} ${headers['authorization'] ?? ''}`
    const known = method === 'GET' ? this.#unchanged.get(question) : undefined
    if (known) return known
    if (method !== 'GET') this.noteWrite()
    const answer = await untilAnswered(
      this.#application.inject({
        method: method === 'POST' ? 'POST' : 'GET',
        url,
        headers,
        ...(body === null ? {} : { payload: body }),
      }),
    ).catch(lostInTheMiddle)
    if (!answer) return null
    if (url.endsWith('/waves') && answer.statusCode === 200)
      for (const number of waveResponse.parse(answer.json()).orderNumbers)
        this.givenInWaves.add(number)
    if (this.diesBeforeAnswer && url.endsWith('/events')) {
      this.diesBeforeAnswer = false
      this.isUp = false
      return null
    }
    const { statusCode: status, rawPayload } = answer
    const contentType = String(answer.headers['content-type'] ?? '')
    if (url.startsWith('/v1/changes')) this.tellsTaken ||= rawPayload.includes('"taken":{')
    const told = { status, headers: { 'content-type': contentType }, body: rawPayload }
    // What went wrong once is asked anew.
    if (method === 'GET' && status < 500) this.#unchanged.set(question, told)
    return told
  }

  /** To be called whenever the tables change. */
  noteWrite(): void {
    this.#unchanged.clear()
  }

  async head(): Promise<{ readonly feedEpoch: string; readonly seq: number }> {
    return untilAnswered(readHead(this.database, mainWarehouse))
  }

  /** A code that somebody reads off the centre's screen; null while it is down. */
  async pairingCode(): Promise<string | null> {
    const { world } = this.#holder
    if (!this.isUp || !world) return null
    this.noteWrite()
    const made = createPairingCode(this.database, worldOf(this.#holder, this.bugs), this.warehouse)
    return (await untilAnswered(made)).pairingCode
  }

  /** Remembers everything as it is now. */
  async backUp(): Promise<void> {
    await sql`drop schema if exists backup cascade`.execute(this.database)
    await sql`create schema backup`.execute(this.database)
    for (const table of this.#tables)
      await sql`create table backup.${sql.ref(table)} as select * from public.${sql.ref(table)}`.execute(
        this.database,
      )
  }

  /** Puts back what was remembered, under a new history, as restoring a backup does. */
  async restore(feedEpoch: string): Promise<void> {
    this.noteWrite()
    await this.#empty(this.#tables.filter((table) => table !== carriersOwn))
    for (const table of ordered(this.#tables).filter((name) => name !== carriersOwn))
      await sql`insert into public.${sql.ref(table)} overriding system value select * from backup.${sql.ref(table)}`.execute(
        this.database,
      )
    await this.database.updateTable('warehouses').set({ feed_epoch: feedEpoch }).execute()
  }

  close(): Promise<void> {
    return this.#opened.close()
  }

  #refusal(): KyselyPlugin {
    return {
      transformQuery: ({ node }) => {
        if (this.failsAtQuery > 0) this.failsAtQuery -= 1
        else return node
        if (this.failsAtQuery > 0) return node
        throw Object.assign(new Error(plannedFailure), { code: '57P01' })
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
  }

  async #empty(tables: readonly string[]): Promise<void> {
    const names = sql.join(tables.map((table) => sql.ref(`public.${table}`)))
    await sql`truncate ${names}`.execute(this.database)
  }
}

/** A carrier's counter of numbers stands at the carrier, whatever becomes of the centre's backups. */
const carriersOwn = 'lease_counters'
const plannedFailure = 'planned by the simulation'

/** Tables that others refer to come first. */
function ordered(tables: readonly string[]): readonly string[] {
  const first = ['warehouses', 'stations']
  return [...first, ...tables.filter((table) => !first.includes(table))]
}

function worldOf(holder: { readonly world: CentreWorld | null }, bugs: string[]): World {
  return {
    now: () => new Date(holder.world?.wallMs() ?? 0),
    randomBytes: (count) => holder.world?.chance.bytes(count) ?? new Uint8Array(count),
    announce: (line) => {
      // A push that is turned away, of a cloned disk for example, is told to who runs the centre; it is no bug.
      if (!line.includes(plannedFailure) && !line.startsWith('Push for ')) bugs.push(line)
    },
  }
}

/** A database that fails while an answer streams ends the connection, as it does on a socket. */
function lostInTheMiddle(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'LIGHT_ECONNRESET') return null
  throw cause
}
