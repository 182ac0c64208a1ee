import { expect, test } from 'vitest'
import { conflictOfOrder } from '../../../shared/domain/conflict.ts'
import { event } from '../../../shared/domain/event.ts'
import { claim, close, Floor, operatorId, orderNumber, pack } from './bench-rules.ts'
import { Centre, labelledFloor, recipient } from './conflict-centre.ts'

test('a box that holds what was split off gets a new label, and its goods are sent twice', () => {
  const centre = new Centre()
  const lines = [{ lineId: 'L2', quantity: 1 }]
  expect(centre.changes({ type: 'split', newOrderNumber: 'SO-1.2', lines })).toBe(true)
  expect(centre.changes({ type: 'changeAddress', recipient })).toBe(true)
  for (const fact of labelledFloor().facts) centre.hears(fact)
  expect(conflictOfOrder(centre.order)).toBe('over-packed')
  const [task, ...others] = [...centre.tasks.values()].filter(({ done }) => !done)
  expect([task?.kind, others]).toEqual(['pull-parcel', []])
  expect(centre.waybills.get('YT-1')?.state).toBe('void')
  if (!task) return
  const { taskId, kind, code } = task
  centre.hears(event('task.done', { orderNumber, taskId, kind, code, operatorId }))
  expect(centre.order).toMatchObject({ state: 'ready', parcels: [] })
})

test('a box that has to be opened still waits for a new label, which nobody can make any more', () => {
  const centre = new Centre()
  const lines = [{ lineId: 'L2', quantity: 1 }]
  expect(centre.changes({ type: 'split', newOrderNumber: 'SO-1.2', lines })).toBe(true)
  expect(centre.changes({ type: 'changeAddress', recipient })).toBe(true)
  const floor = new Floor(new Centre().order)
  for (const command of [claim, pack('SKU-1'), close]) floor.does(command)
  for (const fact of floor.facts) centre.hears(fact)
  expect(centre.open().map(({ kind }) => kind)).toEqual(['relabel'])
  const before = floor.facts.length
  floor.does(pack('SKU-2'))
  for (const fact of floor.facts.slice(before)) centre.hears(fact)
  expect(centre.open().map(({ kind }) => kind)).toEqual(['unpack'])
  centre.undoes()
  expect(centre.order).toMatchObject({ state: 'ready', parcels: [] })
})
