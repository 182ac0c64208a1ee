import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../electron/main/devices/clock.ts'
import { systemSerialDriver } from '../../electron/main/devices/serial-driver.ts'
import { createSerialScanner } from '../../electron/main/devices/serial-scanner.ts'
import { scannerSettings } from '../../electron/main/settings/scanner-settings.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { createScannerRecorder } from '../fakes/serial-recorder.ts'

const encoder = new TextEncoder()
const tidy: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of tidy.splice(0).reverse()) await step()
})

async function cable(): Promise<PtyCable> {
  const made = await createPtyCable()
  tidy.push(made.remove)
  return made
}

function startOn(port: string) {
  const settings = scannerSettings.parse({ id: 'bench', name: 'bench', port })
  const scanner = createSerialScanner(settings, { driver: systemSerialDriver, clock: systemClock })
  const recorder = createScannerRecorder()
  scanner.start(recorder, new AbortController().signal)
  tidy.push(scanner.close)
  return { scanner, recorder }
}

test('a port that another program holds is told as in use, and taken when it is free', async () => {
  const { path } = await cable()
  const first = startOn(path)
  await first.recorder.untilHealth('ok')
  const second = startOn(path)
  await second.recorder.untilHealth('port-in-use')
  expect(second.scanner.health()).toMatchObject({ state: 'fault', deviceId: 'bench' })
  await first.scanner.close()
  await second.recorder.untilHealth('ok')
})

test('a port that is not there is told as missing, and taken when it appears', async () => {
  const plugged = await cable()
  await plugged.unplug()
  const { scanner, recorder } = startOn(plugged.path)
  await recorder.untilHealth('port-missing')
  expect(scanner.health().state).toBe('missing')
  await plugged.plug()
  await recorder.untilHealth('ok')
  await plugged.write(encoder.encode('LATE\r'))
  await recorder.untilFrames(1)
  expect(recorder.said()).toEqual(['LATE'])
})

test('a code scanned while nobody listened does not act when the station starts', async () => {
  const { path, write, takeByte } = await cable()
  await write(encoder.encode('!STALE\r'))
  await takeByte()
  const { recorder } = startOn(path)
  await recorder.untilHealth('ok')
  await write(encoder.encode('FRESH\r'))
  await recorder.untilFrames(1)
  expect(recorder.said()).toEqual(['FRESH'])
})
