import { describe, expect, it } from 'vitest'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import { readRows, rowsToBegin } from '../../../renderer/screens/labels/workshop-rows.ts'
import { createBatchBoard, type BatchState } from '../../../renderer/state/batch-board.ts'
import type { SheetOutcome } from '../../../shared/ipc/routes.ts'

describe('rows that a person pastes', () => {
  it('begin as something that every template takes as it stands', () => {
    for (const [name, { template, checkData }] of labelTemplates) {
      const rows = readRows(rowsToBegin(template.sample), template.sample)
      if (!rows.ok) throw new Error(`${name}: ${rows.error.code}`)
      expect(
        rows.value.map((row) => checkData(row).ok),
        name,
      ).toEqual([true])
    }
  })

  it('lose a leading zero, a number of their template, or a cell that is left empty', () => {
    const text = 'bin\tquantity\tnote\r\n 007 \t12\t\r\n\r\nB-2\tmany\tx y\n'
    expect(readRows(text, { bin: 'A', quantity: 1, note: '' })).toEqual({
      ok: true,
      value: [
        { bin: '007', quantity: 12 },
        { bin: 'B-2', quantity: 'many', note: 'x y' },
      ],
    })
  })

  it.each([
    ['', 'no-rows', ''],
    ['bin\tnote', 'no-rows', ''],
    ['[]', 'no-rows', ''],
    ['bin\nA\tB', 'too-many-cells', '2'],
  ])('that are none are told: %j', (text, code, detail) => {
    expect(readRows(text, {})).toEqual({ ok: false, error: { code, detail } })
  })

  it('that are half JSON are told with the place', () => {
    expect(readRows('[{"bin":', {})).toMatchObject({ error: { code: 'not-json' } })
  })
})

describe('a batch of sheets', () => {
  const sent: SheetOutcome = { result: 'sent', detail: '' }
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }

  it('prints a row twice, or one behind a row that did not come out', async () => {
    const printed: unknown[] = []
    const board = createBatchBoard((_template, row) => {
      printed.push(row)
      return Promise.resolve(row === 3 ? { result: 'not-reached', detail: 'off' } : sent)
    })
    board.start('bin', [1, 2, 3, 4])
    board.start('bin', [1])
    await turns()
    expect(printed).toEqual([1, 2, 3])
    expect(board.read()).toMatchObject({ state: 'stopped', done: 2, total: 4 })
    board.start('bin', [4])
    await turns()
    expect([printed, board.read()?.state]).toEqual([[1, 2, 3, 4], 'finished'])
  })

  it('goes on after it was cancelled, or calls the row on its way not printed', async () => {
    const seen: (BatchState | null)[] = []
    const waiting: (() => void)[] = []
    const board = createBatchBoard(() => new Promise((settle) => waiting.push(() => settle(sent))))
    board.subscribe(() => seen.push(board.read()))
    board.start('bin', [1, 2, 3])
    await turns()
    board.cancel()
    waiting.shift()?.()
    await turns()
    expect(waiting).toEqual([])
    expect(seen.map((state) => [state?.state, state?.done])).toEqual([
      ['printing', 0],
      ['cancelled', 1],
    ])
  })
})
