import { expect, test } from 'vitest'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import { pickListData } from '../../../renderer/screens/walk/pick-list.ts'
import { stopsOf } from '../../../shared/domain/walk.ts'
import { anOrder } from '../domain/bench-rules.ts'

test('a pick list that its own template refuses, for goods without a bin or a picker without a badge', () => {
  const order = anOrder([['SKU-1', 2]])
  const lines = order.lines.map((line) => ({ ...line, bin: '' }))
  const printedAt = '2026-11-24T01:00:00.000Z'
  const stops = stopsOf([{ ...order, lines }])
  const data = pickListData({ waveNumber: 'W-123456', stops, picker: '', printedAt })
  expect(labelTemplates.get('pick-list-100x150')?.checkData(data)).toMatchObject({ ok: true })
})
