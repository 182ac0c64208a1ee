import type { StationHealth } from '../../../shared/ipc/station-routes.ts'
import type { ContactReport } from '../centre/contact.ts'
import type { Exclusion } from '../centre/exclusion.ts'
import type { PushReport } from '../centre/push-state.ts'
import type { Journal } from '../journal/journal.ts'

/** The parts that health is read from; null while they are not there yet. */
export interface HealthSources {
  readonly contact: () => ContactReport | null
  readonly push: () => PushReport | null
  readonly journal: () => Pick<Journal, 'stopped' | 'lastSeq'> | null
  /** Why the centre has turned this station away for good; null = it has not. */
  readonly exclusion: () => Exclusion | null
  readonly disk: () => StationHealth['disk'] | null
  readonly devices: () => StationHealth['devices']
  /** Unix time, ms; for the age of the oldest unacked fact, whose time was taken from the same clock. */
  readonly wallMs: () => number
}

const noContact: ContactReport = { state: 'never', ageMs: null, refusal: '', clockOffsetMs: null }

/** Puts together what the status bar tells. */
export function readStationHealth(sources: HealthSources): StationHealth {
  const push = sources.push()
  const journal = sources.journal()
  const pushStop = push?.state.kind === 'stopped' ? push.state.stop.code : ''
  const contact = sources.contact() ?? noContact
  const oldest = push?.oldestUnackedAt ?? null
  return {
    contact: pushStop === '' ? contact : { ...contact, state: 'refused', refusal: pushStop },
    unackedCount: push?.unackedCount ?? journal?.lastSeq ?? 0,
    oldestUnackedAgeMs: oldest === null ? null : Math.max(0, sources.wallMs() - Date.parse(oldest)),
    exceptionCount: push?.exceptionCount ?? 0,
    journal: journalHealth(journal?.stopped ?? null, sources.exclusion()),
    disk: sources.disk() ?? { room: 'enough', freeBytes: null },
    devices: [...sources.devices()],
  }
}

function journalHealth(
  stopped: Journal['stopped'],
  exclusion: Exclusion | null,
): StationHealth['journal'] {
  if (stopped)
    return { state: 'stopped', detail: `${stopped.operation} ${stopped.file}: ${stopped.code}` }
  return exclusion
    ? { state: 'turned-away', detail: `${exclusion.code}: ${exclusion.detail}` }
    : { state: 'accepting', detail: '' }
}

/**
 * Tells health at most once every `everyMs`, however often something changes, and once more after the last change.
 */
export function createHealthTeller(
  tell: () => void,
  everyMs: number,
  schedule: (delayMs: number, run: () => void) => void,
): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    schedule(everyMs, () => {
      waiting = false
      tell()
    })
  }
}
