// Pictures of the real program in every state that a person sees: `npm run screens -- --out DIR [--only NAME]`.
import { parseArgs } from 'node:util'
import iconv from 'iconv-lite'
import { testCodeTexts, type TestCodeName } from '../../shared/domain/test-codes.ts'
import { startFakePrinter } from '../fakes/fake-printer.ts'
import { createPtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from '../e2e/demo-bench.ts'
import { createCamera, type Camera } from './camera.ts'

const { values } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string', default: '' } },
})
const folder = values.out
if (folder === undefined) throw new Error('Say where the pictures go: npm run screens -- --out DIR')

const printer = await startFakePrinter()
const transport = { kind: 'tcp', host: printer.host, port: printer.port, drainTimeoutMs: 2_000 }
const bench = await startDemoBench({
  printers: [
    { id: 'labels', name: 'Zebra ZD421', profile: 'zpl-203', transport },
    { id: 'spare', name: 'Gprinter', profile: 'tspl-203', transport: { kind: 'virtual' } },
  ],
  supervisors: ['0001'],
  profiles: [
    { code: 'PACK-1', name: '小件 Small' },
    { code: 'CART', name: '拣货 Picking', flow: 'pick-then-pack', opens: 'walk' },
  ],
})
const isWanted = (name: string): boolean => name.includes(values.only)
const camera = createCamera(folder, bench.station, isWanted)
try {
  await queueStates(bench, camera)
  await packingStates(bench, camera)
  await substituteStates(bench, camera)
  await labelStates(bench, camera)
  await handOverStates(bench, camera)
  await shiftStates(bench, camera)
  await scannerStates(bench, camera)
  await profileStates(bench, camera)
  await walkStates(bench, camera)
  await countStates(bench, camera)
} finally {
  await bench.remove()
  await printer.turnOff()
}
const weighed = await weighingPictures(folder)
console.log(`${String(camera.taken() + weighed)} pictures in ${folder}`)

/** A bench of its own, which asks for the carton and weighs. Answers how many pictures were taken. */
async function weighingPictures(to: string): Promise<number> {
  const scale = await createPtyCable()
  const the = await startDemoBench({
    scales: [{ id: 'scale', name: 'Scale', port: scale.path, framing: 'ascii' }],
    ...{ weighing: 'check', cartons: 'ask' },
  })
  const { station, scan } = the
  const { shoot, taken } = createCamera(to, station, isWanted)
  try {
    await the.openNext()
    await shoot('carton-advised')
    while ((await the.unitsToPack()) > 0) await the.follow()
    await the.untilPhase('awaiting-carton')
    await shoot('carton-awaited')
    await scan('BOX-6')
    await station.untilFeedback('carton-chosen')
    await shoot('weight-awaited')
    await scale.write(Buffer.from('ST,GS,     0.020kg\r\n'))
    await until('it is too light', async () =>
      (await station.page().getByTestId('feedback').getAttribute('data-code'))?.startsWith(
        'weight',
      ),
    )
    await shoot('weight-too-light')
    return taken()
  } finally {
    await the.remove()
    await scale.remove()
  }
}

async function queueStates({ station, scan }: DemoBench, { shoot }: Camera): Promise<void> {
  const page = station.page()
  await shoot('queue')
  for (const tab of ['packed', 'stopped']) {
    await page.getByTestId(`tab-${tab}`).click()
    await shoot(`queue-${tab}`)
  }
  await page.getByTestId('tab-toPack').click()
  await page.getByTestId('choose-wave').click()
  await page.getByTestId('wave-zone-A').waitFor()
  await shoot('queue-wave')
  await page.getByTestId('wave-zone-A').click()
  await shoot('queue-wave-zone')
  await page.keyboard.press('Escape')
  await page.getByTestId('readiness').click()
  await shoot('readiness')
  await page.keyboard.press('Escape')
  await page.getByTestId('health').click()
  await shoot('health')
  await page.keyboard.press('Escape')
  await scan('NO-SUCH-CODE')
  await station.untilFeedback('unknown-code')
  await shoot('queue-unknown-code')
  await acknowledge(bench)
}

async function walkStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('rail-walk').click()
  await shoot('walk-none')
  await page.getByTestId('walk-claim').click()
  await station.untilFeedback('wave-claimed')
  await until('the wave is there', async () => {
    await scan('HF:WALK')
    return (await page.getByTestId('walk-collecting').count()) > 0
  })
  await shoot('walk-begun')
  const said = () => page.getByTestId('feedback').getAttribute('data-code')
  const isAt = async (phase: string) => (await page.getByTestId(`walk-${phase}`).count()) > 0
  for (let tote = 1; await isAt('collecting');) {
    await the.follow()
    if ((await said()) !== 'tote-needed') continue
    if (tote === 1) await shoot('walk-tote-needed')
    await scan(`HF:TOTE:T-${String(tote).padStart(2, '0')}`)
    await station.untilFeedback('item-in-tote')
    tote += 1
    if (tote === 4) {
      await shoot('walk-in-tote')
      await scan('HF:TOTE:T-01')
      await station.untilFeedback('wrong-tote')
      await shoot('walk-wrong-tote')
      await acknowledge(the)
    }
    if (tote === 6) break
  }
  await shoot('walk-half')
}

/** From a walk on: a bin that is short, its count, and the same from the bench and the queue. */
async function countStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await scan('HF:SHORT')
  await station.untilFeedback('stop-short')
  await page.getByTestId('count-panel').waitFor()
  await shoot('walk-count')
  await scan('HF:QTY12')
  await station.untilFeedback('count-chosen')
  await shoot('walk-count-chosen')
  await scan('HF:OK')
  await station.untilFeedback('bin-counted')
  await shoot('walk-counted')
  await scan('HF:QUEUE')
  await station.untilFeedback('scenario-changed')
  await scan(await the.nextCode())
  await the.untilPhase('packing')
  await scan('HF:SHORT')
  await station.untilFeedback('line-short')
  await page.getByTestId('count-panel').waitFor()
  await shoot('bench-count')
  await scan('HF:LATER')
  await station.untilFeedback('count-left')
  await page.getByTestId('rail-queue').click()
  await page.getByTestId('task-count-bin').waitFor()
  await shoot('queue-count-task')
  await page.getByTestId('task-open').click()
  await station.untilFeedback('count-asked')
  await shoot('queue-count')
}

async function packingStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('rail-bench').click()
  await shoot('bench-no-order')
  await page.getByTestId('drill-open').click()
  await shoot('bench-drill')
  await page.getByTestId('drill-open').click()
  await the.openNext()
  await shoot('bench-opened')
  await scan('HF:QTY3')
  await station.untilFeedback('quantity-armed')
  await shoot('bench-quantity')
  await scan('HF:UNDO')
  await until('one unit a scan again', async () => (await the.messages()) > 0)
  if ((await the.unitsToPack()) > 1) await the.follow()
  await shoot('bench-packed-one')
  await page.getByTestId('virtual-wrong').click()
  await station.untilFeedback('wrong-item')
  await shoot('bench-wrong-item')
  await acknowledge(the)
}

async function substituteStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('substitute').click()
  await shoot('substitute-reason')
  await page.keyboard.press('Escape')
  await scan('HF:SUBSTITUTE')
  await station.untilFeedback('substitute-needed')
  await shoot('substitute-needed')
  await scan('HF:CLOSE')
  await station.untilFeedback('not-expected-here')
  await acknowledge(the)
  await the.follow()
  await station.untilFeedback('supervisor-needed')
  await shoot('substitute-supervisor')
  await scan('HF:STAFF:0001')
  await station.untilFeedback('line-substituted')
  await shoot('substitute-in-order')
}

async function labelStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station } = the
  const page = station.page()
  printer.behave({ neverCloses: true })
  while ((await the.unitsToPack()) > 0) await the.follow()
  await the.untilPhase('label-printing')
  await shoot('label-printing')
  await the.untilPhase('label-unknown')
  await shoot('label-unknown')
  printer.behave({ neverCloses: false })
  await page.getByTestId('reprint').first().click()
  await shoot('reprint-dialog')
  await page.getByTestId('reason-missing').click()
  await page.getByTestId('reprint-print').click()
  await the.untilPhase('awaiting-scan-back')
  await shoot('label-scan-back')
  await the.follow()
  await station.untilFeedback('label-confirmed')
  await shoot('bench-done')
  await printer.turnOff()
  await the.packAllBut(1)
  await the.follow()
  await the.untilPhase('label-failed')
  await shoot('label-failed')
  await page.getByTestId('rail-labels').click()
  await shoot('labels')
  await page.getByTestId('labels-tab-printers').click()
  await shoot('labels-printers')
  await page.getByTestId('test-labels').click()
  await page.getByTestId('sheet-labels').waitFor()
  await shoot('labels-test-failed')
  await page.getByTestId('calibrate-labels').click()
  await shoot('labels-calibrate')
  await page.keyboard.press('Escape')
  await page.getByTestId('labels-tab-workshop').click()
  await shoot('workshop')
  await page.getByTestId('template-bin-80x50').click()
  await page.locator('.workshop-preview .label-image').waitFor()
  await shoot('workshop-rows')
  await page.getByTestId('workshop-rows').fill('[{"bin": "A-𠮷"}]')
  await page.getByTestId('workshop-problems').waitFor()
  await shoot('workshop-problems')
  await page.getByTestId('workshop-tab-template').click()
  await shoot('workshop-template')
  await page.getByTestId('labels-tab-printers').click()
  await page.getByTestId('choose-spare').click()
  await page.getByTestId('labels-tab-all').click()
  await until('the label came out at the other printer', async () => {
    const state = page.getByTestId('labels-job-state')
    return (await state.getAttribute('data-state')) === 'sent'
  })
  await shoot('labels-other-printer')
  await page.getByTestId('void-number').click()
  await shoot('labels-void')
  await page.keyboard.press('Escape')
  await page.getByTestId('rail-bench').click()
  await the.untilPhase('awaiting-scan-back')
  await the.follow()
}

async function handOverStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  await scan('HF:HANDOVER')
  await station.untilFeedback('scenario-changed')
  await shoot('hand-over-empty')
  await the.follow()
  await station.untilFeedback('parcel-handed-over')
  await shoot('hand-over')
}

async function shiftStates(the: DemoBench, { shoot }: Camera): Promise<void> {
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

async function scannerStates(the: DemoBench, { shoot }: Camera): Promise<void> {
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

async function profileStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  await scan('HF:PROFILE:HEAVY')
  await station.untilFeedback('unknown-profile')
  await shoot('profile-unknown')
  await acknowledge(the)
  await scan('HF:PROFILE:PACK-1')
  await station.untilFeedback('profile-chosen')
  await shoot('profile-chosen')
}

async function acknowledge({ station, scan }: DemoBench): Promise<void> {
  await scan('HF:OK')
  await station.untilFeedback('acknowledged')
}
