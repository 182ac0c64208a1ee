import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { countStationEvents } from './centre-facts.ts'
import { enrolObserver, type CentreState, type Observer } from './observer.ts'
import { zbarRead } from './read-label.ts'
import { createStationApp, type StationApp } from './station-app.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

describe('one order of the real CSV, from scan to hand-over, through an outage', () => {
  let folder: string
  let centre: CentreProcess
  let cable: PtyCable
  let printer: FakePrinter
  let station: StationApp
  let observer: Observer
  let state: CentreState
  let order: Order

  const scan = (code: string): Promise<void> => cable.write(Buffer.from(`${code}\r`))
  const codeOf = (sku: string): string => {
    const code = state.products.get(sku)?.barcodes[0]
    if (code === undefined) throw new Error(`${sku} has no barcode`)
    return code
  }
  const packed = (): Promise<string> => station.text('order-progress')
  /** Every unit of the order, one code each. */
  const units = (): string[] =>
    order.lines.flatMap((line) => Array<string>(line.quantity).fill(codeOf(line.sku)))

  async function refused(code: string, refusal: string): Promise<void> {
    const before = await packed()
    await scan(code)
    await station.untilFeedback(refusal)
    expect(await packed()).toBe(before)
    await scan('HF:OK')
    await station.untilFeedback('acknowledged')
  }

  async function packs(code: string, expected: string, count: number): Promise<void> {
    await scan(code)
    await station.untilFeedback(expected)
    await until(`${String(count)} units are packed`, async () =>
      (await packed()).startsWith(String(count)),
    )
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-outage-'))
    centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
    ;[cable, printer] = await Promise.all([createPtyCable(), startFakePrinter(), centre.start()])
    const imported = importCsv(centre)
    expect(imported).toContain('C536379')
    observer = await enrolObserver(centre)
    state = await observer.look()
    order = smallOrder(state)
    station = await createStationApp(join(folder, 'station'), {
      version: 1,
      doubleReadMs: 0,
      centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
      scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
      printers: [
        {
          ...{ id: 'labels', name: 'Labels', language: 'zpl', dotsPerInch: 203 },
          transport: { kind: 'tcp', host: printer.host, port: printer.port },
        },
      ],
    })
    await station.start()
    await until('every order of the file is in the queue', async () =>
      (await station.text('queue-foot')).includes(String(state.orders.size)),
    )
    await centre.stop()
  })

  afterAll(async () => {
    await station.quit()
    await Promise.all([cable.remove(), printer.turnOff(), centre.stop('SIGKILL')])
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses wrong goods, goods too many and unknown codes, and nothing changes', async () => {
    const [first] = order.lines
    if (!first) throw new Error('an order without lines')
    await scan(order.orderNumber)
    await station.untilFeedback('order-opened')
    await refused(codeOf(foreignSku(state, order)), 'wrong-item')
    await refused('NO-SUCH-CODE-4711', 'unknown-code')
    for (let unit = 1; unit <= first.quantity; unit += 1)
      await packs(codeOf(first.sku), 'item-packed', unit)
    await refused(codeOf(first.sku), 'over-quantity')
  })

  it('goes on at the same line after SIGKILL and a deleted IndexedDB, with no network', async () => {
    const before = await packed()
    await station.kill()
    await station.deleteIndexedDb()
    await station.start()
    await until('the order is open again', async () => (await packed()) === before)
    expect(await station.text('order-number')).toContain(order.orderNumber)
    const rest = units().slice(order.lines[0]?.quantity)
    const done = units().length - rest.length
    for (const [index, code] of rest.entries()) {
      const isLast = index === rest.length - 1
      if (isLast) await scan(code)
      else await packs(code, 'item-packed', done + index + 1)
    }
  })

  it('prints one label, and zbarimg reads the order’s own waybill from it', async () => {
    await printer.finished(1)
    const [document, ...more] = printer.documents()
    if (!document) throw new Error('nothing was printed')
    expect(more).toEqual([])
    const { picture, quantity } = readZpl(document)
    expect(quantity).toBe(1)
    const waybillNumber = zbarRead(picture)
    expect(state.waybills.get(waybillNumber)?.orderNumber).toBe(order.orderNumber)
    await station.page().getByTestId('phase-awaiting-scan-back').waitFor()
    await scan(waybillNumber)
    await station.untilFeedback('label-confirmed')
    await scan('HF:HANDOVER')
    await station.untilFeedback('scenario-changed')
    await scan(waybillNumber)
    await station.untilFeedback('parcel-handed-over')
  })

  it('brings every fact to the centre once, when it can be reached again', async () => {
    await centre.start()
    await until('nothing is unacked', async () => {
      const unacked = station.page().getByTestId('unacked')
      return (await unacked.getAttribute('data-count')) === '0'
    })
    const after = await observer.look()
    const shipped = after.orders.get(order.orderNumber)
    expect(shipped?.state).toBe('shipped')
    expect(shipped?.lines.map((line) => line.packed)).toEqual(
      order.lines.map((line) => line.quantity),
    )
    expect(shipped?.parcels).toHaveLength(1)
    expect(after.tasks).toEqual([])
    await centre.stop()
    // A grant of waybill numbers is a fact about the station and not about an order.
    const { 'lease.granted': _granted, ...counts } = await countStationEvents(
      join(folder, 'centre'),
    )
    expect(counts).toEqual({
      'order.claimed': 1,
      'line.picked': units().length,
      'item.packed': units().length,
      'parcel.closed': 1,
      ...{ 'label.requested': 1, 'label.sending': 1, 'label.sent': 1, 'label.confirmed': 1 },
      'parcel.handedOver': 1,
    })
    expect(printer.documents()).toHaveLength(1)
  })
})

function importCsv(centre: CentreProcess): string {
  const file = join(projectRoot, 'resources', 'data', 'online-retail-sample.csv')
  const access = ['--server', centre.url, '--admin-token', centre.adminToken]
  const script = join(projectRoot, 'server', 'import.ts')
  return execFileSync(process.execPath, [script, file, ...access], { encoding: 'utf8' })
}

/** The order with the fewest units among those with two kinds of goods or more. */
function smallOrder(state: CentreState): Order {
  const units = (order: Order): number => order.lines.reduce((sum, line) => sum + line.quantity, 0)
  const [smallest] = [...state.orders.values()]
    .filter((order) => order.lines.length >= 2)
    .sort((one, other) => units(one) - units(other))
  if (!smallest) throw new Error('the file has no order with two lines')
  return smallest
}

function foreignSku(state: CentreState, order: Order): string {
  const own = new Set(order.lines.map((line) => line.sku))
  const foreign = [...state.products.keys()].find((sku) => !own.has(sku))
  if (foreign === undefined) throw new Error('the order holds all goods there are')
  return foreign
}
