import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { fact, TestJournal, TestStation } from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { readStationEvents } from './centre-facts.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { ordersCsv } from './orders-csv.ts'
import { enrolAt } from './observer.ts'
import { createStationApp, type StationApp } from './station-app.ts'

/** Orders at the centre; one of them belongs to another bench. */
const orderCount = 12

describe('a wave that is fetched, worked on without network and given back, by scanner alone', () => {
  let folder: string
  let centre: CentreProcess
  let cable: PtyCable
  let station: StationApp
  let other: TestStation
  let foreign: Order

  const scan = (code: string): Promise<void> => cable.write(Buffer.from(`${code}\r`))
  const orders = async (): Promise<readonly Order[]> => {
    const { rows } = await other.snapshot()
    return [...rows.values()].flatMap((row) => (row.entity === 'order' && row.row ? [row.row] : []))
  }
  const packable = (): Promise<string> => station.text('packable-offline')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-waves-'))
    centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
    ;[cable] = await Promise.all([createPtyCable(), centre.start()])
    await centre.importOrders(ordersCsv(orderCount, () => 0.5))
    const { stationId, token } = await enrolAt(centre, 'the other bench')
    other = new TestStation(centre.url, stationId, token)
    const [first] = await orders()
    if (!first) throw new Error('no order')
    foreign = first
    const { orderNumber } = foreign
    const claim = fact('order.claimed', { orderNumber, stationId, operatorId: 'somebody' })
    await other.push(new TestJournal('other').add(claim).request())
    station = await createStationApp(join(folder, 'station'), {
      version: 1,
      doubleReadMs: 0,
      centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
      scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
    })
    await station.start()
    await until('every order is in the queue', async () =>
      (await station.text('queue-foot')).includes(String(orderCount)),
    )
  })

  afterAll(async () => {
    await station.quit()
    await Promise.all([cable.remove(), centre.stop('SIGKILL')])
    await rm(folder, { recursive: true, force: true })
  })

  it('claims every free order, and none of another bench', async () => {
    await scan('HF:WAVE')
    await station.untilFeedback('wave-claimed')
    const claimed = (await orders()).filter(({ waveNumber }) => waveNumber !== undefined)
    expect(claimed).toHaveLength(orderCount - 1)
    expect(claimed.map(({ orderNumber }) => orderNumber)).not.toContain(foreign.orderNumber)
  })

  it('says how many can be packed with no network, and why not the rest', async () => {
    await centre.stop()
    await until('the figure leaves out the order of the other bench', async () =>
      (await packable()).startsWith(String(orderCount - 1)),
    )
    await station.page().getByTestId('readiness').click()
    await station.page().getByTestId('unready-claimed-elsewhere').waitFor()
    await station.page().keyboard.press('Escape')
  })

  it('takes the order of the other bench only when told to, with no network', async () => {
    await scan(foreign.orderNumber)
    await station.untilFeedback('not-yours')
    expect(await station.text('feedback-headline')).toContain('“the other bench”')
    await scan('HF:OK')
    await station.untilFeedback('acknowledged')
    await scan('HF:TAKEOVER')
    await station.untilFeedback('order-taken-over')
    expect(await station.text('order-number')).toContain(foreign.orderNumber)
  })

  it('gives back what nobody has begun, and keeps what was taken over', async () => {
    await scan('HF:QUEUE')
    await station.untilFeedback('scenario-changed')
    await scan('HF:PUTBACK')
    await station.untilFeedback('wave-put-back')
    await centre.start()
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const after = await orders()
    const mine = after.filter(({ claimedBy }) => claimedBy !== null)
    expect(mine.map(({ orderNumber }) => orderNumber)).toEqual([foreign.orderNumber])
    expect(mine[0]?.claimedBy).not.toBe(other.stationId)
  })

  it('fetches the orders of one zone alone, chosen on the screen', async () => {
    const { page } = station
    await page().getByTestId('rail-queue').click()
    await page().getByTestId('choose-wave').click()
    const offered = page().locator('[data-testid^="wave-zone-"]').nth(1)
    await offered.waitFor()
    const zone = (await offered.getAttribute('data-testid'))?.replace('wave-zone-', '') ?? ''
    await offered.click()
    await page().getByTestId('wave-claim').click()
    await station.untilFeedback('wave-claimed')
    const isInZone = ({ lines }: Order) => lines.every(({ bin }) => bin.startsWith(`${zone}-`))
    const free = (order: Order) => order.orderNumber !== foreign.orderNumber
    const after = (await orders()).filter(free)
    expect(after.filter(isInZone).length).toBeGreaterThan(0)
    for (const order of after)
      expect(order.waveNumber !== undefined, order.orderNumber).toBe(isInZone(order))
  })

  it('leaves an audited fact: who took what from whom, and why', async () => {
    await centre.stop()
    const events = await readStationEvents(join(folder, 'centre'))
    const frames = events.map(({ frame }) => JSON.parse(frame) as { type: string; body: unknown })
    const taken = frames.filter(({ type }) => type === 'order.takenOver')
    expect(taken.map(({ body }) => body)).toMatchObject([
      { orderNumber: foreign.orderNumber, from: other.stationId, reason: 'supervisor' },
    ])
  })
})
