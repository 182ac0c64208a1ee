import { expect, test } from 'vitest'
import { packedFloor, waybillNumber } from '../domain/bench-rules.ts'
import { Desk } from './desk.ts'

test('a copy for another bench whose printer was off is started again as that bench’s own label', async () => {
  const floor = packedFloor()
  floor.printer('sent')
  const desk = new Desk({ orders: [{ ...floor.order, claimedBy: 'station-2' }] })
  const place = { orderNumber: 'SO-1', waybillNumber }
  await desk.hears(() => desk.station.intents.retryLabel(place))
  expect([desk.said, desk.restarted]).toEqual(['wrong label-not-requested', []])
  await desk.scans('HF:OK')
  await desk.hears(() => desk.station.intents.reprintLabel('torn', place))
  const [copied] = desk.facts
  expect([desk.said, copied?.type]).toEqual(['right label-requested-again', 'label.copied'])
  await desk.hears(() => desk.station.intents.retryLabel(place))
  expect(desk.restarted).toMatchObject([
    { printJobId: desk.labels[0]?.printJobId, data: { copy: 1 } },
  ])
})
