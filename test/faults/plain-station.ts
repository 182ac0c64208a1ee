import { randomUUID } from 'node:crypto'
import { placeholderUrl } from '../../electron/main/composition/centre-address.ts'
import { centreClock } from '../../electron/main/composition/connection.ts'
import { openVault } from '../../electron/main/composition/vault.ts'
import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import type { CentreClock } from '../../electron/main/centre/clock.ts'
import { PushLoop } from '../../electron/main/centre/push-loop.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import { frameText } from '../../shared/protocol/frame.ts'
import type { EnrolResponse } from '../../shared/protocol/station.ts'
import { drained } from '../integration/push-fixture.ts'
import { valueOf } from '../unit/journal/journal-fixture.ts'

/** The half of a station that keeps and sends facts, in plain Node: real journal on a real disk, real push loop. */
export interface PlainStation {
  readonly stationId: string
  readonly token: string
  readonly loop: PushLoop
  /** Makes facts durable, as one scan does. */
  append(facts: readonly DomainEvent[]): Promise<void>
  /** The exact text of every frame of its journal. */
  frames(): Promise<readonly string[]>
  /** Waits until the centre has acknowledged everything. */
  drained(): Promise<void>
  stop(): Promise<void>
}

/** Waits pass so much faster than they do at a bench. */
const haste = 20

const hastyClock: CentreClock = {
  ...centreClock,
  schedule: (delayMs, run) => centreClock.schedule(delayMs / haste, run),
}

/**
 * Opens one that sends at once.
 *
 * @param centreUrl asked before every request
 */
export async function openPlainStation(
  folder: string,
  enrolled: EnrolResponse,
  centreUrl: () => string,
  clock: CentreClock = hastyClock,
): Promise<PlainStation> {
  const { stationId, token } = enrolled
  const utcNow = (): string => new Date(clock.wallMs()).toISOString()
  const vault = valueOf(await openVault(folder, { newEpoch: randomUUID, now: utcNow }))
  const { journal, settlement } = vault
  const client = createApiClient({
    fetch: (url, init) => fetch(url.replace(placeholderUrl, centreUrl()), init),
    baseUrl: placeholderUrl,
    token: () => token,
    timeoutMs: 15_000,
  })
  const contact = new Contact(clock, 15_000)
  const random = Math.random
  const parts = { client, stationId, journal, settlement, contact, clock, random }
  const loop = new PushLoop(parts)
  loop.start()
  return {
    ...{ stationId, token, loop },
    append: async (facts) => void valueOf(await journal.append(facts)),
    frames: async () =>
      valueOf(await journal.read(1, Number.MAX_SAFE_INTEGER)).map((frame) => frameText(frame)),
    drained: () => drained(loop),
    async stop() {
      await loop.stop()
      await vault.close()
    },
  }
}
