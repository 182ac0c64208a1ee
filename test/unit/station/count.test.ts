import { describe, expect, test } from 'vitest'
import { commandCards } from '../../../shared/domain/meaning.ts'
import { anOrder, stationId } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const bin = 'A-01-01'
const sku = 'SKU-1'
const other = () => anOrder([['SKU-2', 1]], { orderNumber: 'SO-2' })

async function shortDesk(...more: readonly string[]): Promise<Desk> {
  const desk = new Desk({ orders: [anOrder([['SKU-1', 2]]), other()] })
  await desk.scans('SO-1', itemCode, 'HF:SHORT', ...more)
  return desk
}

const counts = (desk: Desk) =>
  desk.facts.flatMap((fact) =>
    fact.type === 'bin.counted' ? [[fact.body.orderNumber, fact.body.bin, fact.body.quantity]] : [],
  )

describe('how many still lie in a bin that was short', () => {
  test('is not asked, or its answer is not kept', async () => {
    const desk = await shortDesk()
    expect(desk.said).toBe('right line-short')
    expect(desk.view.count?.task).toMatchObject({ bin, sku, stationId, orderNumber: 'SO-1' })
    await desk.scans('HF:OK')
    expect(desk.said).toBe('right bin-counted')
    expect(counts(desk)).toEqual([['SO-1', bin, 0]])
    expect(desk.view.count).toBeNull()
  })

  test.each(['1', '7', '99'])('cannot be said by cards: %s', async (number) => {
    const desk = await shortDesk('HF:QTY5', `HF:QTY${number}`)
    expect(desk.said).toBe('notice count-chosen')
    expect(counts(desk)).toEqual([])
    await desk.scans('HF:OK')
    expect(counts(desk)).toEqual([['SO-1', bin, Number(number)]])
    // The number was of the bin, and is not that of the next goods.
    await desk.scans('SO-2')
    expect(desk.view.armedQuantity).toBe(1)
  })

  test('is counted twice by a second OK, or asked again when it was answered', async () => {
    const desk = await shortDesk('HF:OK', 'HF:OK')
    expect(desk.said).toBe('notice acknowledged')
    expect(counts(desk)).toHaveLength(1)
    await desk.scans(bin)
    expect(desk.said).toBe('wrong unknown-code')
  })

  test('keeps somebody from the next order, or is answered by that', async () => {
    const desk = await shortDesk('SO-2')
    expect(desk.said).toBe('right order-opened')
    expect([desk.view.count, counts(desk)]).toEqual([null, []])
    await desk.scans('HF:OK')
    expect(counts(desk)).toEqual([])
  })

  test('is answered by the OK that acknowledges an error', async () => {
    const desk = await shortDesk('SO-1', 'HF:OK')
    expect(desk.said).toBe('notice acknowledged')
    await desk.scans('HF:OK')
    expect(counts(desk)).toEqual([])
  })

  test('is answered by the OK for a stop that came meanwhile, or is asked on behind it', async () => {
    const desk = await shortDesk('HF:LATER', 'SO-2', bin)
    await desk.hears(() => {
      desk.centreChanges({ state: 'held', holds: [{ code: 'refund', note: '' }] }, 'SO-2')
    })
    expect(desk.said).toBe('wrong held')
    await desk.scans('HF:OK')
    expect([desk.said, desk.view.count]).toEqual(['notice acknowledged', null])
    expect(counts(desk)).toEqual([])
  })

  test('cannot be left for later, or not found again by the label of the bin', async () => {
    const desk = await shortDesk('HF:LATER')
    expect([desk.said, desk.view.count]).toEqual(['notice count-left', null])
    await desk.scans('SO-2', bin)
    expect(desk.said).toBe('notice count-asked')
    await desk.scans('HF:QTY4', 'HF:OK')
    expect([desk.said, counts(desk)]).toEqual(['right bin-counted', [['SO-1', bin, 4]]])
    // The order that lay open is still there.
    expect(desk.view.order?.orderNumber).toBe('SO-2')
  })

  test('cannot be touched: on the list, by a number, or by Later', async () => {
    const desk = await shortDesk('HF:LATER')
    await desk.hears(() => desk.station.intents.openCount(null))
    expect(desk.said).toBe('notice count-asked')
    await desk.hears(() => desk.station.intents.leaveCount())
    const taskId = 'count SKU-1 @ A-01-01'
    await desk.hears(() => desk.station.intents.openCount(taskId))
    await desk.hears(() => desk.station.intents.countBin(120))
    expect(counts(desk)).toEqual([['SO-1', bin, 120]])
    await desk.hears(() => desk.station.intents.openCount(taskId))
    expect(desk.said).toBe('notice count-none')
    await desk.hears(() => desk.station.intents.countBin(3))
    expect(desk.said).toBe('wrong not-expected-here')
  })

  test('is said to be none by an OK that is scanned behind a number that was typed', async () => {
    const desk = await shortDesk()
    desk.station.intents.chooseCount(31)
    await desk.scans('HF:OK')
    expect(counts(desk)).toEqual([['SO-1', bin, 31]])
  })

  test('is lost with the question when the journal could not keep the answer', async () => {
    const desk = await shortDesk()
    desk.fault = 'journal-stopped'
    await desk.scans('HF:OK')
    expect(desk.said).toBe('wrong journal-stopped')
    desk.fault = null
    await desk.scans('HF:OK', bin, 'HF:OK')
    expect(counts(desk)).toEqual([['SO-1', bin, 0]])
  })

  test('stops the order that came short when the office has released it', async () => {
    const desk = await shortDesk('SO-2', 'HF:LATER')
    desk.centreChanges({ holds: [], state: 'packing' })
    await desk.scans('SO-1')
    expect(desk.said).toBe('right order-resumed')
    await desk.scans(itemCode)
    expect(desk.said).toBe('right parcel-closed')
  })

  test.each(commandCards.filter((card) => card !== 'OK' && card !== 'LATER'))(
    'changes what the card %s does, or stays open behind it',
    async (card) => {
      const desk = await shortDesk('HF:LATER', `HF:${card}`)
      const asked = await shortDesk(`HF:${card}`)
      expect([asked.said, asked.view.count]).toEqual([desk.said, null])
      expect(asked.typesOf()).toEqual(desk.typesOf())
    },
  )

  test('is told as news to whoever has just found it short', async () => {
    const desk = await shortDesk()
    desk.station.refresh()
    await desk.scans('HF:LATER')
    expect(desk.seen.some(({ feedback }) => feedback.code === 'task-arrived')).toBe(false)
  })

  test('asks for one article only where several lacked in one bin', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]]), other()] })
    await desk.scans('SO-1', 'HF:SHORT', 'SO-2', 'HF:SHORT', 'HF:LATER', bin)
    const first = desk.view.count?.task.sku
    await desk.scans(bin)
    const second = desk.view.count?.task.sku
    expect([first, second].sort()).toEqual(['SKU-1', 'SKU-2'])
    await desk.scans('HF:OK', bin, 'HF:QTY2', 'HF:OK')
    expect(counts(desk).map(([, , quantity]) => quantity)).toEqual([0, 2])
  })
})
