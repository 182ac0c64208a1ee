import type { Database } from './database/tables.ts'
import type { World } from './world.ts'

/** What the endpoints work with. Made once, in `centre.ts`. */
export interface Services {
  readonly database: Database
  readonly world: World
  readonly warehouse: string
  readonly adminToken: string
}
