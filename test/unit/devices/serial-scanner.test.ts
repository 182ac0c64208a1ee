import { afterEach, describe, expect, test } from 'vitest'
import { createSerialScanner } from '../../../electron/main/devices/serial-scanner.ts'
import {
  scannerSettings,
  type ScannerPort,
} from '../../../electron/main/settings/scanner-settings.ts'
import { heldClock } from '../../fakes/serial-clock.ts'
import { createFakePorts, type FakePorts } from '../../fakes/serial-ports.ts'
import { createScannerRecorder } from '../../fakes/serial-recorder.ts'

const tidy: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of tidy.splice(0)) await step()
})

function startScanner(driver: FakePorts, port: ScannerPort) {
  const clock = heldClock()
  const settings = scannerSettings.parse({ id: 'one', name: 'One', port })
  const scanner = createSerialScanner(settings, { driver, clock })
  const recorder = createScannerRecorder()
  const stopping = new AbortController()
  scanner.start(recorder, stopping.signal)
  tidy.push(scanner.close)
  return { scanner, recorder, clock, stopping }
}

const zebra = { vendorId: '05e0', productId: '1701' }

describe('which port', () => {
  test('a scanner is found by its USB numbers wherever it is plugged in', async () => {
    const driver = createFakePorts()
    driver.plug({ path: '/dev/other', vendorId: '0403', productId: '6001' })
    driver.plug({ path: '/dev/upper', vendorId: '05E0', productId: '1701', serialNumber: 'B' })
    driver.plug({ path: '/dev/right', vendorId: '05e0', productId: '1701', serialNumber: 'A' })
    const { recorder, scanner } = startScanner(driver, { ...zebra, serialNumber: 'A' })
    await recorder.untilHealth('ok')
    expect(scanner.health().detail).toBe('/dev/right')
  })

  test('two scanners of one model without serial number do not fight for one port', async () => {
    const driver = createFakePorts()
    driver.plug({ path: '/dev/twin1', ...zebra })
    driver.plug({ path: '/dev/twin2', ...zebra })
    const first = startScanner(driver, zebra)
    await first.recorder.untilHealth('ok')
    const second = startScanner(driver, zebra)
    await second.recorder.untilHealth('ok')
    expect(second.scanner.health().detail).toBe('/dev/twin2')
  })

  test('a scanner that appears later is taken without a restart', async () => {
    const driver = createFakePorts()
    const { recorder, clock } = startScanner(driver, zebra)
    await recorder.untilHealth('port-missing')
    driver.plug({ path: '/dev/late', ...zebra })
    clock.advance(await clock.nextDelay())
    await recorder.untilHealth('ok')
  })
})

describe('what keeps a port from opening', () => {
  test.each([
    ['Error: No such file or directory, cannot open /dev/x', 'port-missing', 'missing'],
    ['Opening COM7: File not found', 'port-missing', 'missing'],
    ['Error Resource temporarily unavailable Cannot lock port', 'port-in-use', 'fault'],
    ['Opening COM7: Access denied', 'port-in-use', 'fault'],
    ['Error: Permission denied, cannot open /dev/x', 'port-denied', 'fault'],
  ] as const)('%s is told as %s', async (words, code, state) => {
    const driver = createFakePorts()
    driver.refuse('/dev/x', words)
    const { recorder, scanner } = startScanner(driver, '/dev/x')
    await recorder.untilHealth(code)
    expect(scanner.health()).toMatchObject({ state, code, detail: words })
  })

  test('a machine that cannot list its ports says so', async () => {
    const driver = createFakePorts()
    driver.failListing('spawn udevadm ENOENT')
    const { recorder, scanner } = startScanner(driver, zebra)
    await recorder.untilHealth('port-missing')
    expect(scanner.health().detail).toContain('udevadm')
  })
})

describe('trying again', () => {
  async function delays(words: string, count: number): Promise<readonly number[]> {
    const driver = createFakePorts()
    driver.refuse('/dev/x', words)
    const { clock } = startScanner(driver, '/dev/x')
    const seen: number[] = []
    while (seen.length < count) {
      const delayMs = await clock.nextDelay()
      seen.push(delayMs)
      clock.advance(delayMs)
    }
    return seen
  }

  test('a port that does not open is tried ever more slowly, at most every 5 s', async () => {
    expect(await delays('Permission denied', 6)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
  })

  test('a missing scanner is looked for at least every 2 s, because a person is waiting', async () => {
    expect(await delays('No such file or directory', 5)).toEqual([500, 1_000, 2_000, 2_000, 2_000])
  })

  test('the same fault again and again is told once', async () => {
    const driver = createFakePorts()
    driver.refuse('/dev/x', 'Permission denied')
    const { clock, recorder } = startScanner(driver, '/dev/x')
    for (let attempt = 0; attempt < 4; attempt += 1) clock.advance(await clock.nextDelay())
    expect(recorder.healths.map((health) => health.code)).toEqual(['port-denied'])
  })

  test('a cable pulled in the moment of a read is noticed, though the stream tells nothing', async () => {
    const driver = createFakePorts()
    driver.plug({ path: '/dev/hung', ...zebra })
    const { clock, recorder, scanner } = startScanner(driver, zebra)
    await recorder.untilHealth('ok')
    driver.hangUp('/dev/hung')
    clock.advance(await clock.nextDelay())
    await recorder.untilHealth('unplugged')
    expect(scanner.health().detail).toContain('Input/output error')
  })

  test('an abort while it waits for the next attempt ends the scanner at once', async () => {
    const driver = createFakePorts()
    const { scanner, stopping, clock } = startScanner(driver, zebra)
    await clock.nextDelay()
    stopping.abort()
    await scanner.close()
  })
})
