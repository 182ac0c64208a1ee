import { once } from 'node:events'

/** A page of a running Electron, asked through its own debugging port. */
export interface DevtoolsPage {
  /** Runs an expression in the page and answers its value, a promise's value too. */
  evaluate<Value>(expression: string): Promise<Value>
  close(): void
}

interface Answer {
  readonly id: number
  readonly error?: { readonly message: string }
  readonly result?: {
    readonly result: { readonly value?: unknown }
    readonly exceptionDetails?: { readonly exception?: { readonly description?: string } }
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (cause: Error) => void
}

/** Connects to a page. No domain is switched on, so nothing is traced and nothing is slowed down but the calls themselves. */
export async function connectToPage(socketUrl: string): Promise<DevtoolsPage> {
  const socket = new WebSocket(socketUrl)
  const waiting = new Map<number, Waiting>()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (asked) settle(answer, asked)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the page is gone'))
  })
  await once(socket, 'open')
  let calls = 0
  return {
    evaluate: <Value>(expression: string) =>
      new Promise<Value>((resolve, reject) => {
        calls += 1
        waiting.set(calls, { resolve: (value) => resolve(value as Value), reject })
        const params = { expression, awaitPromise: true, returnByValue: true }
        socket.send(JSON.stringify({ id: calls, method: 'Runtime.evaluate', params }))
      }),
    close: () => socket.close(),
  }
}

function settle({ error, result }: Answer, { resolve, reject }: Waiting): void {
  if (error) return reject(new Error(error.message))
  const thrown = result?.exceptionDetails
  if (thrown) return reject(new Error(thrown.exception?.description ?? 'the page threw'))
  resolve(result?.result.value)
}
