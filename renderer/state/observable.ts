/** A value that changes and tells so. `read` answers the same object until the next change. */
export interface Observable<Value> {
  read(): Value
  /** Answers a function that ends the subscription. */
  subscribe(listener: () => void): () => void
}
