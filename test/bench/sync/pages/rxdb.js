// RxDB's replication into its Dexie storage. No secondary index and no other tab, which is in its favour.
import { createRxDatabase } from 'rxdb'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'

const batchSize = Number(new URLSearchParams(location.search).get('batch'))
const properties = {
  id: { type: 'string', maxLength: 100 },
  entity: { type: 'string' },
  rev: { type: 'number' },
  row: { type: 'object' },
}
const schema = { version: 0, primaryKey: 'id', type: 'object', properties }

const database = await createRxDatabase({
  ...{ name: 'rxdb', storage: getRxStorageDexie(), multiInstance: false, eventReduce: false },
})
const { rows } = await database.addCollections({ rows: { schema } })

window.contender = {
  /** From the start of the replication until it says that everything is there; ms. */
  async sync() {
    const began = performance.now()
    const replication = replicateRxCollection({
      collection: rows,
      ...{ replicationIdentifier: 'bench', live: false },
      pull: {
        batchSize,
        handler: async (checkpoint, limit) => {
          const after = checkpoint?.seq ?? 0
          const answer = await fetch(`/rxdb?after=${after}&limit=${limit}`)
          return answer.json()
        },
      },
    })
    replication.error$.subscribe((cause) => console.error(cause))
    await replication.awaitInitialReplication()
    const ms = performance.now() - began
    const count = await rows.count().exec()
    return { ms, count }
  },
}
