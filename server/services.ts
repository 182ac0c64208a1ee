import type { Database } from './database/tables.ts'
import type { BucketLedger } from './feed/bucket-ledger.ts'
import type { NudgeBoard } from './feed/nudges.ts'
import type { World } from './world.ts'

/** What the endpoints work with. Made once, in `centre.ts`. */
export interface Services {
  readonly database: Database
  /** Counts the rows of the warehouse, for stations to compare theirs with. */
  readonly ledger: Pick<BucketLedger, 'at' | 'countedAt'>
  /** Tells stations that the feed has grown. */
  readonly nudges: NudgeBoard
  readonly world: World
  readonly warehouse: string
  readonly adminToken: string
}
