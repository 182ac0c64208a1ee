import { describe, expect, test } from 'vitest'
import { attachIdleLock } from '../../../renderer/composition/idle-lock.ts'
import { anOrder } from '../domain/bench-rules.ts'
import { until } from '../../wait/until.ts'
import { Desk, itemCode } from './desk.ts'

describe('a bench that is locked', () => {
  test('counts a scan or obeys a finger, or loses the parcel that was open', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]])] })
    await desk.scans('SO-1', itemCode)
    await desk.hears(() => desk.station.lock())
    expect([desk.view.locked, desk.said]).toEqual([true, 'notice bench-locked'])
    const before = desk.facts.length
    await desk.scans(itemCode, 'HF:LATER', 'HF:OK')
    await desk.hears(() => desk.station.intents.setAside())
    expect([desk.facts.length, desk.view.order?.orderNumber]).toEqual([before, 'SO-1'])
    await desk.scans('HF:STAFF:0007')
    expect([desk.view.locked, desk.view.operatorId]).toEqual([false, '0007'])
    await desk.scans(itemCode)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('hides an error that nobody has acknowledged', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]])] })
    await desk.scans('NO-SUCH-CODE')
    desk.station.lock()
    await until('it is locked', () => desk.view.locked)
    // Behind the lock the error is not acknowledged either.
    desk.puts('HF:OK')
    desk.puts('HF:STAFF:0007')
    await until('it is open again', () => !desk.view.locked)
    expect(desk.view.frozen).toBe(true)
    await desk.scans('SO-1')
    expect(desk.said).toBe('wrong unknown-code')
    await desk.scans('HF:OK', 'SO-1')
    expect(desk.said).toBe('right order-opened')
  })
})

describe('the lock', () => {
  test('falls on somebody who works, or never on a bench that stands still', () => {
    const timers = new Map<number, { run: () => void; afterMs: number }>()
    let ids = 0
    let locks = 0
    const clock = {
      later: (run: () => void, afterMs: number) => {
        timers.set((ids += 1), { run, afterMs })
        return ids
      },
      cancel: (timer: unknown) => timers.delete(Number(timer)),
    }
    const signs: (() => void)[] = []
    const window = {
      addEventListener: (_sign: string, listener: () => void) => void signs.push(listener),
    }
    const subscribe = (listener: () => void) => signs.push(listener)
    attachIdleLock({ window, subscribe }, () => (locks += 1), 0, clock)
    expect([timers.size, signs.length]).toEqual([0, 0])
    attachIdleLock({ window, subscribe }, () => (locks += 1), 5, clock)
    expect([...timers.values()].map(({ afterMs }) => afterMs)).toEqual([300_000])
    for (const sign of signs) sign()
    expect([timers.size, signs.length, locks]).toEqual([1, 3, 0])
    for (const { run } of timers.values()) run()
    expect(locks).toBe(1)
  })
})
