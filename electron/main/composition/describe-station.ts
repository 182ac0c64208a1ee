import type { Language, StationDescription } from '../../../shared/ipc/station-routes.ts'
import type { Enrolment } from '../centre/enrol.ts'
import type { BenchProfiles } from './bench-profiles.ts'
import {
  hasOnlyVirtualPrinters,
  hasVirtualPrinter,
  type StationSettings,
} from '../settings/station-settings.ts'

/** The operator until badges are scanned. */
const everybody = 'operator'

/** What the window is told about its station. */
export function describeStation(
  { identity }: Pick<Enrolment, 'identity'>,
  { settings, version }: { readonly settings: StationSettings; readonly version: string },
  language: Language,
  profiles: Pick<BenchProfiles, 'list' | 'chosen'>,
): StationDescription {
  const { doubleReadMs, sounds, voice, keyboardWedge, idleLockMinutes, supervisors } = settings
  const profile = profiles.chosen()
  const { flow, weighing, cartons } = profile ?? settings
  return {
    ...identity,
    ...{ operatorId: everybody, language, version },
    ...{ flow, doubleReadMs, sounds, voice, weighing, cartons, keyboardWedge },
    ...{ idleLockMinutes, supervisors },
    ...{ profiles: [...profiles.list()], profile: profile?.code ?? null },
    virtualScanner: settings.virtualScanner,
    virtualPrinter: hasVirtualPrinter(settings),
    paperless: hasOnlyVirtualPrinters(settings),
    packingLists: settings.printers.some(({ prints }) => prints === 'packing-lists'),
  }
}
