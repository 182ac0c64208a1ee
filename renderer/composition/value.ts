import type { Observable } from '../state/observable.ts'

/** A value that can be written and watched. */
export interface WritableValue<Value> extends Observable<Value> {
  readonly write: (value: Value) => void
}

/** Makes one that starts with `first`. */
export function createValue<Value>(first: Value): WritableValue<Value> {
  const listeners = new Set<() => void>()
  let value = first
  return {
    read: () => value,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    write(next) {
      value = next
      for (const listener of listeners) listener()
    },
  }
}
