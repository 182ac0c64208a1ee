import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

/** Channel on which every process hears that some warehouse's feed has grown. */
export const feedChannel = 'holdfast_feed'

/** Ends the listening. */
export type StopListening = () => Promise<void>

const retryMs = 1_000

/**
 * Listens on a connection of its own, which is made anew when it breaks; what was said meanwhile is made up for by one call more.
 * Nothing depends on hearing: readers that are told nothing ask by themselves.
 */
export function listenOnPostgres(url: string, onNotice: () => void): StopListening {
  const stopping = new AbortController()
  let client: Client | null = null
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      client = new Client({ connectionString: url })
      await listenUntilBroken(client, onNotice)
      await pause(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return async () => {
    stopping.abort()
    await client?.end().catch(() => undefined)
    await running
  }
}

async function listen(client: Client, onNotice: () => void): Promise<void> {
  await client.connect()
  await client.query(`listen ${feedChannel}`)
  onNotice()
}

async function listenUntilBroken(client: Client, onNotice: () => void): Promise<void> {
  const broken = new Promise<void>((resolve) => {
    client.once('end', resolve)
    client.on('error', () => {
      resolve()
    })
  })
  client.on('notification', onNotice)
  try {
    // A client that is ended while it still connects never answers to that; it ends all the same.
    await Promise.race([listen(client, onNotice), broken])
    await broken
  } catch {
    // As good as broken: tried again.
  } finally {
    client.removeListener('notification', onNotice)
    await client.end().catch(() => undefined)
  }
}
