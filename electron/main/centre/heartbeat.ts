import type { StatusResponse } from '../../../shared/protocol/station.ts'
import type { ApiClient } from './api-client.ts'
import type { CentreClock } from './clock.ts'
import type { Contact } from './contact.ts'

/** What a heartbeat needs. */
export interface HeartbeatOptions {
  readonly client: ApiClient
  readonly contact: Contact
  readonly clock: CentreClock
  /** Time between the end of one beat and the next, ms. */
  readonly intervalMs: number
  readonly onStatus: (status: StatusResponse) => void
}

/** Asks the centre how it is, again and again; what the system says about its network is no evidence. Answers the end. */
export function startHeartbeat(options: HeartbeatOptions): () => void {
  const { client, contact, clock, intervalMs, onStatus } = options
  const stop = new AbortController()
  let callOff = (): void => undefined
  const beat = async (): Promise<void> => {
    const status = await client.status(stop.signal)
    if (stop.signal.aborted) return
    if (status.ok) {
      contact.noteServerTime(status.value.serverTime)
      contact.noteAnswer('anybody')
      onStatus(status.value)
    } else {
      contact.noteFault(status.error)
    }
    callOff = clock.schedule(intervalMs, () => void beat())
  }
  void beat()
  return () => {
    stop.abort()
    callOff()
  }
}
