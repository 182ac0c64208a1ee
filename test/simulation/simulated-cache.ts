import { Dexie } from 'dexie'
import { IDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'

/** The part of an object store that is used; the compiler project knows no IndexedDB. */
interface ObjectStore {
  readonly transaction: { abort(): void }
}

/**
 * The IndexedDB of one station's window. A window that dies in the middle of a transaction leaves nothing of it; a disk that
 * is full refuses a write and with it the transaction.
 */
export class SimulatedCache {
  #factory = new IDBFactory()
  /** Set while no window is alive: what a dead one still tries does nothing. */
  frozen = false
  #writesUntilDeath: number | null = null
  #writesUntilFull: number | null = null
  /** Called when the window died at a planned write. */
  onDeath: () => void = () => undefined

  /** Makes this the IndexedDB that everybody sees who opens one now. */
  install(): void {
    current = this
    Dexie.dependencies.indexedDB = this.#factory
    Dexie.dependencies.IDBKeyRange = IDBKeyRange
  }

  /** Everything in it is gone. */
  wipe(): void {
    this.#factory = new IDBFactory()
  }

  planDeath(writes: number | null): void {
    this.#writesUntilDeath = writes
  }

  planFull(writes: number | null): void {
    this.#writesUntilFull = writes
  }

  /** To be called before every write; throws when the write must not happen. */
  countWrite(store: ObjectStore): void {
    if (this.frozen) throw new DOMException('the window is gone', 'InvalidStateError')
    this.#writesUntilDeath = lessOne(this.#writesUntilDeath)
    this.#writesUntilFull = lessOne(this.#writesUntilFull)
    if (this.#writesUntilDeath === 0) {
      this.#writesUntilDeath = null
      this.frozen = true
      store.transaction.abort()
      this.onDeath()
      throw new DOMException('the window dies', 'InvalidStateError')
    }
    if (this.#writesUntilFull === 0) {
      this.#writesUntilFull = null
      store.transaction.abort()
      throw new DOMException('the disk is full', 'QuotaExceededError')
    }
  }
}

let current: SimulatedCache | null = null

function lessOne(count: number | null): number | null {
  return count === null || count === 0 ? null : count - 1
}

type Call = (this: unknown, ...parameters: unknown[]) => unknown

/** Puts `before` in front of every call of a method. */
function guard(
  prototype: object,
  method: string,
  before: (self: ObjectStore, parameters: readonly unknown[]) => void,
): void {
  const call = Reflect.get(prototype, method) as Call
  Reflect.set(prototype, method, function (this: ObjectStore, ...parameters: unknown[]) {
    before(this, parameters)
    return call.apply(this, parameters)
  })
}

for (const method of ['put', 'add'])
  guard(IDBObjectStore.prototype as object, method, (store) => current?.countWrite(store))
guard(IDBDatabase.prototype as object, 'transaction', (_self, [, mode]) => {
  // An upgrade is begun by the database itself, which no longer asks anybody.
  if (current?.frozen && mode !== 'versionchange')
    throw new DOMException('the window is gone', 'InvalidStateError')
})
