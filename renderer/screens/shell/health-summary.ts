import type { DeviceHealth, StationHealth } from '../../../shared/ipc/station-routes.ts'
import { apiFaultCodes, type ApiFaultCode } from '../../../shared/protocol/fault.ts'

/** The shape that a device is shown with. */
export function deviceTone(
  device: Pick<DeviceHealth, 'state'>,
): 'right' | 'busy' | 'missing' | 'wrong' {
  const tones = { ready: 'right', busy: 'busy', missing: 'missing', fault: 'wrong' } as const
  return tones[device.state]
}

/** How the contact with the centre is shown. */
export interface CentreSummary {
  readonly state: StationHealth['contact']['state']
  readonly tone: 'right' | 'attention' | 'wrong'
  /** Since the last answer, ms, counted on to now; null = never. */
  readonly ageMs: number | null
  /** Why the centre refuses this bench; null when it does not, or in words this program does not know. */
  readonly refusal: ApiFaultCode | null
}

/** Sums up the contact, `passedMs` after it was told. */
export function centreSummary(
  health: Pick<StationHealth, 'contact'>,
  passedMs: number,
): CentreSummary {
  const { state, ageMs, refusal } = health.contact
  const tones = {
    online: 'right',
    never: 'attention',
    offline: 'attention',
    refused: 'wrong',
  } as const
  return {
    state,
    tone: tones[state],
    ageMs: ageMs === null ? null : ageMs + passedMs,
    refusal: state === 'refused' ? (apiFaultCodes.find((code) => code === refusal) ?? null) : null,
  }
}
