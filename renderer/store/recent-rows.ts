/** A bounded memory of rows; the one that was asked for longest ago goes first. */
export interface RecentRows<Row> {
  get(key: string): Row | undefined
  put(key: string, row: Row): void
  forget(key: string): void
  clear(): void
}

/** Makes such a memory for at most `capacity` rows. */
export function createRecentRows<Row>(capacity: number): RecentRows<Row> {
  const rows = new Map<string, Row>()
  return {
    get(key) {
      const row = rows.get(key)
      if (row === undefined) return undefined
      // A map keeps its keys in the order in which they were put.
      rows.delete(key)
      rows.set(key, row)
      return row
    },
    put(key, row) {
      rows.delete(key)
      rows.set(key, row)
      if (rows.size <= capacity) return
      const oldest = rows.keys().next()
      if (oldest.done !== true) rows.delete(oldest.value)
    },
    forget: (key) => void rows.delete(key),
    clear: () => rows.clear(),
  }
}
