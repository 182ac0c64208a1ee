import { expect, test } from 'vitest'
import { superviseScanners } from '../../../electron/main/devices/scanner-supervisor.ts'
import {
  createVirtualScanner,
  virtualScannerFraming,
} from '../../../electron/main/devices/virtual-scanner.ts'
import type { RawScan } from '../../../shared/ipc/events.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import { heldClock } from '../../fakes/serial-clock.ts'

function startTwo(doubleReadMs = 300) {
  const clock = heldClock()
  const build = (id: string) =>
    createVirtualScanner({ id, name: id, framing: virtualScannerFraming, clock })
  const [left, right] = [build('left'), build('right')]
  const scans: RawScan[] = []
  const doubled: string[] = []
  const healths: DeviceHealth[] = []
  let ids = 0
  const supervisor = superviseScanners([left, right], {
    doubleReadMs,
    newScanId: () => `scan-${(ids += 1)}`,
    onScan: (scan) => scans.push(scan),
    onDoubleRead: ({ scannerId, text }) => doubled.push(`${scannerId} ${text}`),
    onHealth: (health) => healths.push(health),
  })
  const said = () => scans.map(({ scannerId, text }) => `${scannerId} ${text}`)
  return { clock, left, right, scans, doubled, healths, supervisor, said }
}

test('scans of two scanners come in one order, each with its own id', () => {
  const { left, right, said, scans } = startTwo()
  left.feedBytes(new TextEncoder().encode('A1'))
  right.feed('B')
  left.feed('')
  right.feed('C')
  expect(said()).toEqual(['right B', 'left A1', 'right C'])
  expect(new Set(scans.map((scan) => scan.scanId)).size).toBe(3)
})

test('a trigger that fires twice counts once, and the second is told', () => {
  const { left, clock, said, doubled } = startTwo()
  left.feed('A')
  clock.advance(299)
  left.feed('A')
  expect(said()).toEqual(['left A'])
  expect(doubled).toEqual(['left A'])
})

test('the second of two equal items, scanned after the double-read time, counts', () => {
  const { left, clock, said, doubled } = startTwo()
  left.feed('A')
  clock.advance(300)
  left.feed('A')
  expect(said()).toEqual(['left A', 'left A'])
  expect(doubled).toEqual([])
})

test('a code that stays in view of a presentation scanner counts once', () => {
  const { left, clock, said, doubled } = startTwo()
  for (let read = 0; read < 10; read += 1) {
    left.feed('A')
    clock.advance(200)
  }
  expect(said()).toEqual(['left A'])
  expect(doubled).toHaveLength(9)
})

test('the same code from two scanners is two scans', () => {
  const { left, right, said } = startTwo()
  left.feed('A')
  right.feed('A')
  expect(said()).toEqual(['left A', 'right A'])
})

test('another code between two equal ones makes both count', () => {
  const { left, said } = startTwo()
  left.feed('A')
  left.feed('B')
  left.feed('A')
  expect(said()).toEqual(['left A', 'left B', 'left A'])
})

test('two faults in a row are both told, and do not hide a double read', () => {
  const { left, scans, doubled } = startTwo()
  left.feed('A')
  left.feedBytes(Uint8Array.of(0x00, 0x0d, 0x00, 0x0d))
  left.feed('A')
  expect(scans.map((scan) => scan.fault)).toEqual([null, 'not-text', 'not-text'])
  expect(doubled).toEqual(['left A'])
})

test('double-read time 0 lets every scan count', () => {
  const { left, said } = startTwo(0)
  left.feed('A')
  left.feed('A')
  expect(said()).toEqual(['left A', 'left A'])
})

test('health of every scanner is told, and none speaks after closing', async () => {
  const { left, right, healths, supervisor, said } = startTwo()
  left.unplug()
  expect(supervisor.health().map(({ deviceId, code }) => [deviceId, code])).toEqual([
    ['left', 'unplugged'],
    ['right', 'ok'],
  ])
  expect(healths.at(-1)).toMatchObject({ deviceId: 'left', state: 'missing' })
  await supervisor.close()
  expect(right.feed('A')).toBe(false)
  expect(said()).toEqual([])
})

test('a scanner put in place of another speaks in its stead, and both never at once', async () => {
  const { clock, left, supervisor, said } = startTwo()
  const put = (id: string) =>
    createVirtualScanner({ id, name: id, framing: virtualScannerFraming, clock })
  const [better, third] = [put('left'), put('third')]
  await supervisor.put(better)
  expect(left.feed('OLD')).toBe(false)
  better.feed('NEW')
  await supervisor.put(third)
  third.feed('MORE')
  expect(said()).toEqual(['left NEW', 'third MORE'])
  expect(supervisor.health().map(({ deviceId }) => deviceId)).toEqual(['left', 'right', 'third'])
  await supervisor.close()
  expect([better.feed('A'), third.feed('A')]).toEqual([false, false])
})
