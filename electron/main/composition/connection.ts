import type { ApiClient } from '../centre/api-client.ts'
import type { CentreClock } from '../centre/clock.ts'
import { Contact } from '../centre/contact.ts'
import type { Enrolment } from '../centre/enrol.ts'
import { exclusionOf } from '../centre/exclusion.ts'
import type { FeedProxy } from '../centre/feed-proxy.ts'
import { startHeartbeat } from '../centre/heartbeat.ts'
import { createLeaseKeeper } from '../centre/lease-keeper.ts'
import { describePushState, PushLoop, type Acked } from '../centre/push-loop.ts'
import type { PushReport } from '../centre/push-state.ts'
import type { NameKeeper } from '../centre/name-keeper.ts'
import { startWatchdog } from '../centre/watchdog.ts'
import type { Log } from '../log/log.ts'
import type { Vault } from './vault.ts'

/** The machine's own time. */
export const centreClock: CentreClock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** Without any word from the centre for this long, contact counts as lost. */
const patienceMs = 15_000
const heartbeatMs = 5_000
/** Longer than the longest wait between two pushes and a push that times out. */
const watchMs = 90_000

/** Contact with the centre for the whole run, whatever the centre does. */
export function createContact(): Contact {
  return new Contact(centreClock, patienceMs)
}

/** What carries facts to the centre once the station is enrolled. */
export interface Connection {
  report(): PushReport
  stop(): Promise<void>
}

/** What a connection is made of. */
export interface ConnectionPorts {
  readonly client: ApiClient
  readonly contact: Contact
  readonly enrolment: Enrolment
  readonly vault: Vault
  readonly names: NameKeeper | null
  readonly onAcked: (acked: Acked) => void
  readonly onChanged: () => void
  /** The centre has turned this station away for good. */
  readonly onTurnedAway: () => void
  readonly log: Pick<Log, 'error'>
  readonly clock: CentreClock
  /** A number in [0, 1). */
  readonly random: () => number
}

/** Starts the push loop, the heartbeat and the names of an enrolled station. */
export function startConnection(ports: ConnectionPorts): Connection {
  const { client, contact, vault, enrolment, clock, random } = ports
  const push = new PushLoop({
    ...{ client, contact, journal: vault.journal, settlement: vault.settlement },
    stationId: enrolment.identity.stationId,
    ...{ clock, random },
  })
  const keepLeases = leaseKeeping(ports)
  push.onAcked(ports.onAcked)
  push.onChanged(ports.onChanged)
  followStop(push, ports)
  push.start()
  const endHeartbeat = startHeartbeat({
    ...{ client, contact, clock, intervalMs: heartbeatMs },
    onStatus: (status) => {
      push.noteStatus(status)
      keepLeases()
      ports.onChanged()
    },
  })
  ports.names?.start()
  const ends = [endHeartbeat, watchPush(push, ports), () => ports.names?.stop()]
  return {
    report: () => push.report(),
    stop() {
      for (const end of ends) end()
      return push.stop()
    },
  }
}

/** Asks for waybill numbers where they run low; to be called whenever the centre was heard of. */
function leaseKeeping({
  client,
  vault: { journal, leases, holder },
  enrolment,
  log,
}: Pick<Parameters<typeof startConnection>[0], 'client' | 'vault' | 'enrolment' | 'log'>) {
  const { stationId } = enrolment.identity
  const keeper = createLeaseKeeper({ client, journal, leases, holder, stationId })
  return (): void => {
    keeper.check().catch((cause: unknown) => {
      log.error('leases.trouble', { cause: String(cause) })
    })
  }
}

function watchPush(
  push: PushLoop,
  { clock, log }: Pick<Parameters<typeof startConnection>[0], 'clock' | 'log'>,
): () => void {
  return startWatchdog({
    ...{ clock, intervalMs: watchMs, vitals: () => push.vitals() },
    restart: () => {
      log.error('push.stood-still', { detail: describePushState(push.report().state) })
      push.restart()
    },
  })
}

/** Pushing that ended for good is for a person to look into, so the log keeps why; and some reasons end the work here too. */
function followStop(
  push: PushLoop,
  {
    log,
    vault,
    onTurnedAway,
  }: Pick<Parameters<typeof startConnection>[0], 'log' | 'vault' | 'onTurnedAway'>,
): void {
  const end = push.onChanged(() => {
    const { state } = push.report()
    if (state.kind !== 'stopped') return
    end()
    log.error('push.stopped', { detail: describePushState(state) })
    const exclusion = exclusionOf(state.stop)
    if (!exclusion) return
    void vault.exclusion.set(exclusion).then((kept) => {
      if (!kept.ok) log.error('exclusion.not-kept', { ...kept.error })
    })
    onTurnedAway()
  })
}

/** Answers the window's `/v1/` requests; before the proxy is there, as if the network were dead. */
export function forwardWith(
  proxy: () => FeedProxy | null,
): (request: Request) => Promise<Response> {
  return (request) => {
    const ready = proxy()
    if (ready) return ready(request)
    const error = {
      code: 'busy',
      message: 'The station is not enrolled at a centre yet.',
      remedy: 'Wait until it is, or look at the set-up screen.',
    }
    return Promise.resolve(Response.json({ error }, { status: 503 }))
  }
}
