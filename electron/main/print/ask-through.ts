import type { Duplex } from 'node:stream'

/**
 * Sends a question and answers what has come back when it is enough, when the time is over, or when the connection is.
 *
 * @param timeoutMs longest wait
 */
export function askThrough(
  line: Duplex,
  question: Uint8Array,
  isEnough: (answered: Uint8Array) => boolean,
  timeoutMs: number,
): Promise<Uint8Array> {
  return new Promise((settle) => {
    let answered = Buffer.alloc(0)
    const finish = (): void => {
      clearTimeout(timer)
      line.off('data', take)
      line.off('close', finish)
      settle(answered)
    }
    const take = (bytes: Buffer): void => {
      answered = Buffer.concat([answered, bytes])
      if (isEnough(answered)) finish()
    }
    const timer = setTimeout(finish, timeoutMs)
    line.on('data', take)
    line.once('close', finish)
    line.write(question)
  })
}
