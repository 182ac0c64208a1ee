import type { StationFact } from '../../../shared/domain/lease.ts'
import type { Journal } from '../journal/journal.ts'
import type { ApiClient } from './api-client.ts'
import type { LeaseStore } from './lease-store.ts'

/** What keeping leases needs. */
export interface LeaseKeeperOptions {
  readonly client: Pick<ApiClient, 'lease' | 'carriers'>
  readonly journal: Pick<Journal, 'epoch' | 'append'>
  readonly leases: LeaseStore
  readonly stationId: string
  /** Names this machine in the leases that it is granted. */
  readonly holder: string
}

/** Keeps a station in waybill numbers of the carriers that give them out in ranges. */
export interface LeaseKeeper {
  /** To be called whenever the centre was heard of: asks for numbers where they run low. One round at a time. */
  check(): Promise<void>
}

/**
 * Makes a keeper. Numbers may be used once `lease.granted` is durable. The id of a request follows from the journal, so one whose
 * answer was lost, even in a crash, is answered with the same numbers.
 */
export function createLeaseKeeper(options: LeaseKeeperOptions): LeaseKeeper {
  const { client, journal, leases, stationId, holder } = options
  let carriers: readonly string[] | null = null
  let running: Promise<void> | null = null

  async function round(): Promise<void> {
    const strange = leases.strange()
    if (strange.length > 0) await journal.append(strange)
    carriers ??= await blockCarriers()
    for (const carrier of carriers ?? []) if (leases.mustRefill(carrier)) await refill(carrier)
  }

  async function blockCarriers(): Promise<readonly string[] | null> {
    const answer = await client.carriers()
    if (!answer.ok) return null
    const leasing = answer.value.carriers.filter(({ numbering }) => numbering === 'block')
    return leasing.map(({ carrier }) => carrier)
  }

  async function refill(carrier: string): Promise<void> {
    const { epoch } = journal
    const requestId = `${epoch.slice(0, 40)}:${carrier.slice(0, 12)}:${String(leases.granted(carrier) + 1)}`
    const answer = await client.lease(stationId, { requestId, epoch, carrier })
    if (!answer.ok) return
    const body: Extract<StationFact, { type: 'lease.granted' }>['body'] = {
      ...answer.value.lease,
      holder,
    }
    await journal.append([{ type: 'lease.granted', v: 1, body }])
  }

  return {
    check() {
      running ??= round().finally(() => {
        running = null
      })
      return running
    },
  }
}
