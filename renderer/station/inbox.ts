/** Takes inputs one at a time, in order; nothing is dropped and nothing is handled twice (DESIGN 6). */
export interface Inbox<Input> {
  put(input: Input): void
  /** Inputs of some kind that wait, the one being handled not counted. */
  waiting(isCounted?: (input: Input) => boolean): number
}

/**
 * Makes an inbox before a handler. A handler that throws has a bug: `onBug` hears of it and the next input is handled
 * all the same.
 */
export function createInbox<Input>(
  handle: (input: Input) => Promise<void>,
  onBug: (cause: unknown) => void,
): Inbox<Input> {
  const queue: Input[] = []
  let busy = false

  async function drain(): Promise<void> {
    busy = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        await handle(next)
      } catch (cause) {
        onBug(cause)
      }
    }
    busy = false
  }

  return {
    put(input) {
      queue.push(input)
      if (!busy) void drain()
    },
    waiting: (isCounted = () => true) => queue.filter(isCounted).length,
  }
}
