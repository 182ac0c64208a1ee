import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { zbarRead } from './read-label.ts'

describe('labels that a person makes at the bench', () => {
  let bench: DemoBench
  let printer: FakePrinter

  const at = (testId: string) => bench.station.page().getByTestId(testId)
  const printed = () => printer.documents().map((document) => readZpl(document).picture)
  const batchState = () => at('batch').getAttribute('data-state')

  beforeAll(async () => {
    printer = await startFakePrinter()
    const transport = { kind: 'tcp', host: printer.host, port: printer.port }
    bench = await startDemoBench({
      printers: [{ id: 'labels', name: 'Labels', transport, waybill: 'waybill-76x130' }],
    })
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await at('labels-tab-workshop').click()
  })

  afterAll(async () => {
    await bench.remove()
    await printer.turnOff()
  })

  it('come out one a row as the preview shows them, and stop where the printer does', async () => {
    await at('template-tote-100x60').click()
    await at('workshop-rows').fill('tote\towner\nT-0001\t稳发\nT-0002\t\nT-0003\t')
    await at('batch-print').click()
    await until('all are printed', async () => (await batchState()) === 'finished')
    expect(printed().map(zbarRead)).toEqual([1, 2, 3].map((one) => `HF:TOTE:T-000${String(one)}`))
    await printer.turnOff()
    await at('batch-print').click()
    await until('it has stopped', async () => (await batchState()) === 'stopped')
    await printer.turnOn()
  })

  it('say which field is wrong, and are not printed meanwhile', async () => {
    await at('workshop-rows').fill('[{"tote": "T-𠮷"}]')
    await until('the character is named', async () =>
      (await at('workshop-problems').innerText()).includes('𠮷'),
    )
    expect(await at('batch-print').isDisabled()).toBe(true)
    await at('workshop-rows').fill('[{"box": "T-1"}]')
    await until('the field is named', async () =>
      (await at('workshop-problems').innerText()).includes('box'),
    )
  })

  it('show the template by its own sample, whatever stands in the rows', async () => {
    await at('workshop-tab-template').click()
    await until('it is drawn', async () => (await at('workshop-problems').count()) === 0)
    await bench.station.page().locator('.workshop-preview .label-image').waitFor()
    await at('workshop-tab-rows').click()
    await at('workshop-problems').waitFor()
  })

  it('follow a template that was changed, until what ships is taken back', async () => {
    await at('workshop-rows').fill('[{"tote": "T-0009"}]')
    await at('workshop-tab-template').click()
    const shipped = await at('workshop-template').inputValue()
    const wide = shipped.replace('"width": 100', '"width": 103')
    await at('workshop-template').fill(wide.replace('"height"', '"hight"'))
    await at('workshop-keep').click()
    await until('the field is named', async () =>
      (await at('workshop-problems').first().innerText()).includes('hight'),
    )
    await at('workshop-template').fill(wide)
    await at('workshop-keep').click()
    await until('it is kept', async () => (await at('workshop-restore').count()) === 1)
    const file = join(bench.dataFolder, 'templates', 'tote-100x60.json')
    expect(await readFile(file, 'utf8')).toBe(wide)
    const before = printed().length
    await at('workshop-tab-rows').click()
    await at('batch-print').click()
    await until('it came out', () => printed().length > before)
    expect(printed().at(-1)?.widthDots).toBe(103 * 8)
    await at('workshop-tab-template').click()
    await at('workshop-restore').click()
    await until('what ships is back', async () => (await at('workshop-restore').count()) === 0)
    expect(await at('workshop-template').inputValue()).toBe(shipped)
  })

  it('leave the waybills at the size of the paper in the printer', async () => {
    const before = printed().length
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    const waybill = printed()[before]
    expect([waybill?.widthDots, waybill?.heightDots]).toEqual([76 * 8, 130 * 8])
    expect(waybill && zbarRead(waybill)).toBe(await bench.station.text('waybill-number'))
  })
})
