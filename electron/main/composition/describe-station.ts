import type { Language, StationDescription } from '../../../shared/ipc/routes.ts'
import type { Enrolment } from '../centre/enrol.ts'
import { hasVirtualPrinter, type StationSettings } from '../settings/station-settings.ts'

/** The operator until badges are scanned. */
const everybody = 'operator'

/** What the window is told about its station. */
export function describeStation(
  { identity }: Pick<Enrolment, 'identity'>,
  { settings, version }: { readonly settings: StationSettings; readonly version: string },
  language: Language,
): StationDescription {
  const {
    flow,
    doubleReadMs,
    sounds,
    voice,
    weighing,
    cartons,
    keyboardWedge,
    idleLockMinutes,
    supervisors,
  } = settings
  return {
    ...identity,
    ...{ operatorId: everybody, language, version },
    ...{ flow, doubleReadMs, sounds, voice, weighing, cartons, keyboardWedge },
    ...{ idleLockMinutes, supervisors },
    virtualScanner: settings.virtualScanner,
    virtualPrinter: hasVirtualPrinter(settings),
    packingLists: settings.printers.some(({ prints }) => prints === 'packing-lists'),
  }
}
