// Tells when every thread of work that a step has set off has come to its end. The simulated IndexedDB works by
// `setImmediate`, the API by real streams; neither waits for any time to pass.

const realImmediate = globalThis.setImmediate
let waitingImmediates = 0
let answersUnderWay = 0

globalThis.setImmediate = Object.assign(
  (run: (...parameters: unknown[]) => void, ...parameters: unknown[]): NodeJS.Immediate => {
    waitingImmediates += 1
    return realImmediate(() => {
      waitingImmediates -= 1
      run(...parameters)
    })
  },
  { __promisify__: realImmediate.__promisify__ },
) as typeof globalThis.setImmediate

/** Work by other means than promises and `setImmediate`, such as an answer of the API: nothing is quiet before it ends. */
export async function untilAnswered<Value>(work: Promise<Value>): Promise<Value> {
  answersUnderWay += 1
  try {
    return await work
  } finally {
    answersUnderWay -= 1
  }
}

/** Waits until nothing goes on by itself any more. */
export async function quiet(): Promise<void> {
  let calmTurns = 0
  while (calmTurns < 2) {
    await new Promise<void>((resolve) => realImmediate(resolve))
    calmTurns = waitingImmediates === 0 && answersUnderWay === 0 ? calmTurns + 1 : 0
  }
}
