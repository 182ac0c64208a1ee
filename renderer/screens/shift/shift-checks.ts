import { emptyPanGrams } from '../../../shared/domain/weighing.ts'
import { isOut } from '../device-out.ts'
import type { DeviceHealth, StationHealth } from '../../../shared/ipc/station-routes.ts'
import type { StationView } from '../../station/view.ts'

export const shiftCheckNames = [
  'operator',
  'scanner',
  'printer',
  'test-label',
  'scale',
  'centre',
  'sent',
  'clock',
  'disk',
] as const
export type ShiftCheckName = (typeof shiftCheckNames)[number]

/** One thing that is looked at before a shift. `wrong` keeps it from starting, `attention` does not. */
export interface ShiftCheck {
  readonly name: ShiftCheckName
  readonly tone: 'right' | 'attention' | 'wrong'
}

/** What the checks look at. */
export interface ShiftFacts {
  readonly view: Pick<StationView, 'operatorId' | 'hasScanned' | 'isTestRead' | 'weight'>
  readonly health: StationHealth
  /** Who stands in the facts while nobody has scanned a badge. */
  readonly nobody: string
  readonly weighs: boolean
  /** The printer that labels go to; null = there is none. */
  readonly labelPrinterId: string | null
}

/** Further off than this, times on labels mislead people, ms. */
const worstClockMs = 60_000

/** Looks at everything that a bench needs for a shift; a scale only where there is one. */
export function shiftChecks(facts: ShiftFacts): readonly ShiftCheck[] {
  const { view, health, nobody, weighs, labelPrinterId } = facts
  const kinds = (kind: DeviceHealth['kind']) => health.devices.filter((one) => one.kind === kind)
  const [scanners, scales] = [kinds('scanner'), kinds('scale')]
  const { clockOffsetMs, state } = health.contact
  const { room } = health.disk
  const checks: readonly (ShiftCheck | null)[] = [
    check('operator', view.operatorId !== nobody),
    scanners.some(isOut) ? wrong('scanner') : check('scanner', view.hasScanned),
    printerCheck(kinds('printer'), labelPrinterId),
    check('test-label', view.isTestRead),
    weighs || scales.length > 0 ? scaleCheck(scales, view.weight) : null,
    check('centre', state === 'online'),
    check('sent', health.unackedCount === 0),
    check('clock', clockOffsetMs !== null && Math.abs(clockOffsetMs) <= worstClockMs),
    room === 'used-up' ? wrong('disk') : check('disk', room === 'enough'),
  ]
  return checks.filter((each) => each !== null)
}

/** Another printer that works prints no label unless labels are sent there. */
function printerCheck(
  printers: readonly DeviceHealth[],
  labelPrinterId: string | null,
): ShiftCheck {
  const printer = printers.find(({ deviceId }) => deviceId === labelPrinterId)
  return printer && isOut(printer) ? wrong('printer') : check('printer', printer !== undefined)
}

function scaleCheck(scales: readonly DeviceHealth[], weight: StationView['weight']): ShiftCheck {
  if (scales.length === 0 || scales.some(isOut)) return wrong('scale')
  return check('scale', weight !== null && Math.abs(weight.grams) < emptyPanGrams)
}

function check(name: ShiftCheckName, isRight: boolean): ShiftCheck {
  return { name, tone: isRight ? 'right' : 'attention' }
}

function wrong(name: ShiftCheckName): ShiftCheck {
  return { name, tone: 'wrong' }
}
