import iconv from 'iconv-lite'
import { testCodeTexts, type TestCodeName } from '../../shared/domain/test-codes.ts'
import type { DemoBench } from '../e2e/demo-bench.ts'
import { until } from '../wait/until.ts'
import { acknowledge } from './acknowledge.ts'
import type { Camera } from './camera.ts'

/** What is looked at before a shift. */
export async function shiftStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  await scan('HF:START')
  await station.untilFeedback('scenario-changed')
  await shoot('shift')
  await scan('HF:STAFF:0007')
  await station.untilFeedback('operator-changed')
  await scan('HF:TEST')
  await station.untilFeedback('test-label-read')
  await shoot('shift-tested')
}

/** Scanners that are being set up. */
export async function scannerStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan, cable } = the
  const page = station.page()
  await scan('HF:SCANNERS')
  await station.untilFeedback('scenario-changed')
  await page.getByTestId('test-code').waitFor()
  await shoot('scanners')
  const write = (text: string) => cable.write(iconv.encode(text, 'gb18030'))
  const isSaid = (name: string, said: string) =>
    until(`${name} is ${said}`, async () => {
      return (await page.getByTestId(`test-${name}`).getAttribute('data-problem')) === said
    })
  const reads: readonly (readonly [TestCodeName, string, string])[] = [
    ['code128', `]C0${testCodeTexts.code128}`, 'aim-left-in'],
    ['ean-13', testCodeTexts['ean-13'], 'right'],
    ['gs1-128', `]C1${testCodeTexts['gs1-128'].replace('\x1d', '')}`, 'separator-lost'],
    ['qr', `]Q1${testCodeTexts.qr}`, 'garbled'],
  ]
  for (const [name, text, said] of reads) {
    await write(`\x02${text}\x03`)
    await isSaid(name, said)
  }
  await page.getByTestId('test-gs1-128').click()
  await shoot('scanners-learnt')
  await page.getByTestId('scanner-path').fill('/dev/ttyACM7')
  await page.getByTestId('scanner-listen').click()
  await page.locator('[data-testid="scanner-port"][data-code="port-missing"]').waitFor()
  await shoot('scanners-new')
  await page.getByTestId('scanner-entry-typed').click()
  await shoot('scanners-keyboard')
  await scan('HF:QUEUE')
  await station.untilFeedback('scenario-changed')
}

/** A bench that is made another by a card. */
export async function profileStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  await scan('HF:PROFILE:HEAVY')
  await station.untilFeedback('unknown-profile')
  await shoot('profile-unknown')
  await acknowledge(the)
  await scan('HF:PROFILE:PACK-1')
  await station.untilFeedback('profile-chosen')
  await shoot('profile-chosen')
}
