import { describe, expect, test } from 'vitest'
import type { BenchProfile } from '../../../shared/ipc/profile-routes.ts'
import { profileOf } from '../../../shared/domain/meaning.ts'
import { scenarioNames } from '../../../renderer/station/view.ts'
import { anOrder, stationId } from '../domain/bench-rules.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const usual = { flow: 'pick-and-pack', weighing: 'off', cartons: 'off', opens: 'queue' } as const
const profiles: readonly BenchProfile[] = [
  { ...usual, code: 'PACK-1', name: 'Packing', opens: 'bench' },
  { ...usual, code: 'HEAVY', name: 'Heavy goods', weighing: 'check' },
  { ...usual, code: 'CART', name: 'Picking', flow: 'pick-then-pack', opens: 'walk' },
]

test.each([
  ['HF:PROFILE:PACK-1', 'PACK-1'],
  ['hf:profile:pack-1', 'PACK-1'],
  ['HF:PROFILE:', null],
  ['HF:PROFILE:-1', null],
  ['PROFILE:PACK-1', null],
])('a profile that is read wrong off %s', (text, code) => {
  expect(profileOf(text)).toBe(code)
})

test.each(scenarioNames.filter((name) => name !== 'scanners'))(
  'a profile card that means something else on the screen %s',
  async (scenario) => {
    const desk = new Desk({ profiles })
    await desk.hears(() => desk.station.intents.showScenario(scenario))
    await desk.scans('HF:PROFILE:PACK-1')
    expect([desk.said, desk.view.scenario]).toEqual(['notice profile-chosen', 'bench'])
    expect(desk.view.way).toMatchObject({ profile: { code: 'PACK-1' }, weighs: false })
    expect(desk.chosenProfiles).toEqual(['PACK-1'])
  },
)

test('a profile card that switches the bench while scanners are tried', async () => {
  const desk = new Desk({ profiles })
  await desk.scans('HF:SCANNERS', 'HF:PROFILE:PACK-1')
  expect([desk.said, desk.chosenProfiles]).toEqual(['notice trial-read', []])
})

describe('from the card on', () => {
  test('a box that is not weighed, though the profile weighs', async () => {
    const desk = new Desk({ profiles })
    await desk.scans('HF:PROFILE:HEAVY', 'SO-1', itemCode, itemCode)
    expect(desk.view.phase).toBe('awaiting-weight')
    expect(desk.typesOf()).not.toContain('parcel.closed')
    expect(desk.labels).toEqual([])
  })

  test('goods that are packed without having been picked', async () => {
    const desk = new Desk({ profiles })
    await desk.scans('HF:PROFILE:CART', 'HF:BENCH', 'SO-1')
    expect(desk.view.phase).toBe('picking')
  })
})

describe('a card that changes nothing', () => {
  test('while a parcel is open, and changes it all the same', async () => {
    const desk = new Desk({ profiles })
    await desk.scans('SO-1', itemCode, 'HF:PROFILE:HEAVY')
    expect(desk.said).toBe('wrong profile-order-open')
    expect(desk.view.feedback.data).toMatchObject({ orderNumber: 'SO-1' })
    expect([desk.view.way.profile, desk.chosenProfiles]).toEqual([null, []])
    await desk.scans('HF:OK', 'HF:LATER', 'HF:PROFILE:HEAVY')
    expect(desk.said).toBe('notice profile-chosen')
  })

  test('while goods are on the cart', async () => {
    const lines = [
      ['SKU-1', 1],
      ['SKU-2', 1],
    ] as const
    const wave = { waveNumber: 'W-1', claimedBy: stationId, state: 'picking' } as const
    const order = anOrder(lines, wave)
    const desk = new Desk({ profiles, orders: [order] })
    await desk.scans('HF:WALK', itemCode, 'HF:PROFILE:PACK-1')
    expect(desk.said).toBe('wrong profile-walk-open')
    await desk.scans('HF:OK', 'HF:TOTE:T-1', 'HF:PROFILE:PACK-1')
    expect(desk.said).toBe('wrong profile-walk-open')
    await desk.scans('HF:OK', otherItemCode, 'HF:PROFILE:PACK-1')
    expect(desk.said).toBe('notice profile-chosen')
  })

  test('because there is no such profile, and does not say which there are', async () => {
    const desk = new Desk({ profiles })
    await desk.scans('HF:PROFILE:PACK-9')
    expect(desk.said).toBe('wrong unknown-profile')
    expect(desk.view.feedback.data).toEqual({
      profile: 'PACK-9',
      names: 'Packing (PACK-1), Heavy goods (HEAVY), Picking (CART)',
    })
  })

  test('because the bench has no profiles at all', async () => {
    const desk = new Desk()
    await desk.scans('HF:PROFILE:PACK-1')
    expect(desk.said).toBe('wrong no-profiles')
  })

  test('because it could not be kept, and is shown as if it were', async () => {
    const desk = new Desk({ profiles })
    desk.profileFault = 'profile-not-kept'
    await desk.scans('HF:PROFILE:HEAVY')
    expect([desk.said, desk.view.way.profile]).toEqual(['wrong profile-not-kept', null])
  })
})
