import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A label printer that only notes when the first byte of each label arrived. */
export interface TimedPrinter {
  readonly port: number
  /** When the first byte of label n (from 1) was read, by `performance.now()` of this process. */
  firstByte(label: number): Promise<number>
  /** Labels of which at least one byte came. */
  labels(): number
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startTimedPrinter(): Promise<TimedPrinter> {
  const times: number[] = []
  const waiting: { readonly label: number; readonly resolve: (ms: number) => void }[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      const ms = performance.now()
      const label = times.push(ms)
      for (const one of waiting) if (one.label === label) one.resolve(ms)
    })
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    firstByte: (label) =>
      new Promise((resolve) => {
        const ms = times[label - 1]
        if (ms === undefined) waiting.push({ label, resolve })
        else resolve(ms)
      }),
    labels: () => times.length,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
