import fastify from 'fastify'
import { fail, succeed, type Result } from '../shared/domain/result.ts'
import { addCarrierRoutes } from './carriers/routes.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase, type DatabaseChoice, type OpenedDatabase } from './database/open.ts'
import type { Database } from './database/tables.ts'
import { seedDemo } from './demo/seed.ts'
import { addBucketRoutes } from './feed/bucket-routes.ts'
import { BucketLedger } from './feed/bucket-ledger.ts'
import { addNudgeRoute, NudgeBoard } from './feed/nudges.ts'
import { forgetOldChanges } from './feed/retention.ts'
import { addFeedRoutes } from './feed/routes.ts'
import { addFulfilmentRoutes } from './fulfilment/routes.ts'
import { handleErrors } from './http/error-handler.ts'
import { addIntakeRoutes } from './intake/routes.ts'
import { addOrderRoutes } from './orders/routes.ts'
import { addProductRoutes } from './products/routes.ts'
import type { Services } from './services.ts'
import type { StartFault } from './start-fault.ts'
import { createPairingCode, type PairingCode } from './stations/pairing-codes.ts'
import { addOpenApiRoute } from './http/openapi.ts'
import { addStationRoutes } from './stations/routes.ts'
import type { World } from './world.ts'

/** The one warehouse that a centre has so far. */
export const mainWarehouse = 'main'

/** How long answers that are under way may still take when the centre closes. */
const closingPatienceMs = 3_000

export interface CentreOptions {
  readonly database: DatabaseChoice
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  readonly adminToken: string
  readonly world: World
}

/** A centre that answers requests. */
export interface Centre {
  /** For example `http://127.0.0.1:8790`, without a slash at the end. */
  readonly url: string
  readonly adminToken: string
  readonly createPairingCode: () => Promise<PairingCode>
  /** Whether any station ever enrolled here. */
  readonly hasStations: () => Promise<boolean>
  /** Puts the demo shop into an empty centre; answers whether it was empty. `pictures` = the folder with pictures of its goods. */
  readonly seedDemo: (pictures?: string) => Promise<boolean>
  /** Ends requests that are under way, then closes the database. */
  readonly close: () => Promise<void>
}

/** Opens the database, brings it up to date, and answers requests. */
export async function startCentre(options: CentreOptions): Promise<Result<Centre, StartFault>> {
  const { world, adminToken } = options
  const opened = await openCentreDatabase(options.database, world)
  if (!opened.ok) return opened
  const { database } = opened.value
  const warehouse = mainWarehouse
  await forgetOldChanges(database, warehouse, world.now())
  const ledger = new BucketLedger(database)
  const nudges = new NudgeBoard()
  await opened.value.onFeedGrown(() => {
    nudges.nudge()
  })
  const services = { database, ledger, nudges, world, warehouse, adminToken }
  const application = createApplication(services)
  const close = async (): Promise<void> => {
    // A station on a dead line must not keep the centre from closing its database.
    const patience = setTimeout(() => {
      application.server.closeAllConnections()
    }, closingPatienceMs)
    await application.close()
    clearTimeout(patience)
    await opened.value.close()
  }
  try {
    const url = await application.listen({ host: options.host, port: options.port })
    return succeed({
      url,
      adminToken,
      createPairingCode: () => createPairingCode(database, world, warehouse),
      hasStations: () => hasStations(database),
      seedDemo: (pictures) => seedDemo(database, { warehouse, now: world.now() }, pictures),
      close,
    })
  } catch (error) {
    await close()
    return fail(addressUnusable(options, error))
  }
}

/** Opens a centre's database for whoever works on it without answering requests, such as an import. */
export async function openCentreDatabase(
  choice: DatabaseChoice,
  world: World,
): Promise<Result<OpenedDatabase, StartFault>> {
  const opened = await openDatabase(choice, world.announce)
  if (!opened.ok) return opened
  const { database, close } = opened.value
  const migrated = await migrate(database)
  if (!migrated.ok) {
    await close()
    return migrated
  }
  const feedEpoch = Buffer.from(world.randomBytes(9)).toString('hex')
  await database
    .insertInto('warehouses')
    .values({ warehouse: mainWarehouse, feed_epoch: feedEpoch, head: 0, oldest_cursor: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return opened
}

/** Builds the API without listening anywhere. */
export function createApplication(services: Services) {
  const application = fastify({ forceCloseConnections: 'idle' })
  handleErrors(application, services.world.announce)
  addStationRoutes(application, services)
  addFeedRoutes(application, services)
  addBucketRoutes(application, services)
  addNudgeRoute(application, services)
  addFulfilmentRoutes(application, services)
  addIntakeRoutes(application, services)
  addOrderRoutes(application, services)
  addProductRoutes(application, services)
  addCarrierRoutes(application, services)
  addOpenApiRoute(application)
  return application
}

async function hasStations(database: Database): Promise<boolean> {
  const station = await database
    .selectFrom('stations')
    .select('station_id')
    .limit(1)
    .executeTakeFirst()
  return station !== undefined
}

function addressUnusable({ host, port }: CentreOptions, error: unknown): StartFault {
  const cause = error instanceof Error ? error.message : String(error)
  return {
    code: 'address-unusable',
    message: `The centre cannot listen on ${host}, port ${String(port)}: ${cause}.`,
    remedy: 'Choose another HOST or PORT, or stop the program that uses this one.',
  }
}
