// PouchDB's replication from a database that speaks CouchDB's protocol. No secondary index, which is in its favour.
import PouchDB from 'pouchdb-browser'

const batchSize = Number(new URLSearchParams(location.search).get('batch'))
const database = new PouchDB('rows', { auto_compaction: false, revs_limit: 1 })

window.contender = {
  /** From the start of the replication until it says that everything is there; ms. */
  async sync() {
    const began = performance.now()
    await PouchDB.replicate(`${location.origin}/couch`, database, {
      ...{ batch_size: batchSize, batches_limit: 10 },
    })
    const ms = performance.now() - began
    const { doc_count: count } = await database.info()
    return { ms, count }
  },
}
