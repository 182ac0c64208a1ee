import { describe, expect, it } from 'vitest'
import { shiftChecks, type ShiftFacts } from '../../../renderer/screens/shift/shift-checks.ts'
import type { DeviceHealth, StationHealth } from '../../../shared/ipc/station-routes.ts'

function device(kind: DeviceHealth['kind'], state: DeviceHealth['state'] = 'ready'): DeviceHealth {
  return { deviceId: kind, kind, name: kind, state, code: 'ok', detail: '' }
}

const good: StationHealth = {
  contact: { state: 'online', ageMs: 1, refusal: '', clockOffsetMs: 900 },
  ...{ unackedCount: 0, oldestUnackedAgeMs: null, exceptionCount: 0 },
  journal: { state: 'accepting', detail: '' },
  disk: { room: 'enough', freeBytes: 1e12 },
  devices: [device('scanner'), device('printer'), device('scale')],
}
const ready: ShiftFacts = {
  view: {
    ...{ operatorId: '0007', hasScanned: true, isTestRead: true },
    weight: { scaleId: 'scale', grams: 2, isSteady: true },
  },
  ...{ health: good, nobody: 'operator', weighs: true, labelPrinterId: 'printer' },
}

/** The checks that are not green, as `name tone`. */
function open(change: {
  readonly view?: Partial<ShiftFacts['view']>
  readonly health?: Partial<StationHealth>
}): readonly string[] {
  const view = { ...ready.view, ...change.view }
  const checks = shiftChecks({ ...ready, view, health: { ...good, ...change.health } })
  return checks.flatMap(({ name, tone }) => (tone === 'right' ? [] : [`${name} ${tone}`]))
}

describe('before a shift', () => {
  it('nothing is asked of a bench that has everything', () => {
    expect(open({})).toEqual([])
  })

  it('what is missing is called right', () => {
    expect(open({ view: { operatorId: 'operator' } })).toEqual(['operator attention'])
    expect(open({ view: { hasScanned: false } })).toEqual(['scanner attention'])
    expect(open({ view: { isTestRead: false } })).toEqual(['test-label attention'])
    expect(open({ view: { weight: null } })).toEqual(['scale attention'])
    const loaded = { scaleId: 'scale', grams: 300, isSteady: true }
    expect(open({ view: { weight: loaded } })).toEqual(['scale attention'])
    expect(open({ health: { unackedCount: 3 } })).toEqual(['sent attention'])
    const offline = { ...good.contact, state: 'offline' as const, clockOffsetMs: null }
    expect(open({ health: { contact: offline } })).toEqual(['centre attention', 'clock attention'])
    const slow = { ...good.contact, clockOffsetMs: -600_000 }
    expect(open({ health: { contact: slow } })).toEqual(['clock attention'])
  })

  it('what keeps a bench from working is a mere remark', () => {
    const out = (kind: DeviceHealth['kind']) => [
      ...good.devices.filter((one) => one.kind !== kind),
      device(kind, 'missing'),
    ]
    expect(open({ health: { devices: out('scanner') } })).toEqual(['scanner wrong'])
    expect(open({ health: { devices: out('printer') } })).toEqual(['printer wrong'])
    expect(open({ health: { devices: out('scale') } })).toEqual(['scale wrong'])
    const full = { room: 'used-up' as const, freeBytes: 0 }
    expect(open({ health: { disk: full } })).toEqual(['disk wrong'])
  })

  it('a spare printer that is off stops the shift', () => {
    const spare = { ...device('printer', 'fault'), deviceId: 'spare' }
    expect(open({ health: { devices: [...good.devices, spare] } })).toEqual([])
  })

  it('a printer that works hides that labels go to one that is off', () => {
    const spare = { ...device('printer'), deviceId: 'spare' }
    const devices = [device('scanner'), spare, device('printer', 'missing'), device('scale')]
    expect(open({ health: { devices } })).toEqual(['printer wrong'])
  })

  it('a bench without a scale is asked for one', () => {
    const devices = [device('scanner'), device('printer')]
    const checks = shiftChecks({ ...ready, weighs: false, health: { ...good, devices } })
    expect(checks.map(({ name }) => name)).not.toContain('scale')
  })
})
