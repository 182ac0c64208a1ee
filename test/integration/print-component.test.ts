import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createComponentTransport } from '../../electron/main/print/component-transport.ts'
import { outcomeOf, sendOnce } from '../contract/send-once.ts'
import {
  startPrintComponent,
  type ComponentHabit,
  type PrintComponent,
} from '../fakes/print-component.ts'

let component: PrintComponent

beforeEach(async () => {
  component = await startPrintComponent(['KM-118', 'PDF'])
})
afterEach(() => component.stop())

const document = '{"documentID":"YT1","contents":[{"encryptedData":"x\u00e4","n":1.10}]}'

async function outcome(printer = 'KM-118', signal = new AbortController().signal): Promise<string> {
  const { port } = component
  const transport = createComponentTransport({
    ...{ port, printer, drainTimeoutMs: 400, newId: randomUUID },
  })
  return outcomeOf(await sendOnce(transport, Buffer.from(document), signal))
}

describe('the print component of a platform', () => {
  test.each<readonly [ComponentHabit, string]>([
    ['prints', 'sent'],
    ['prints-by-document', 'sent'],
    ['refuses', 'unknown printer-refused'],
    ['draws-and-fails', 'unknown printer-refused'],
    ['prints-and-is-silent', 'unknown printer-stalled'],
    ['babbles', 'unknown printer-stalled'],
    ['goes-away', 'unknown printer-reset'],
  ])('that %s: a label is called printed by its own receipt only', async (habit, expected) => {
    component.behave(habit)
    expect(await outcome()).toBe(expected)
    expect(component.tasks().map(({ printer }) => printer)).toEqual(['KM-118'])
  })

  test('gets one document a task, as it was written, under an id that no attempt before had', async () => {
    await outcome()
    await outcome()
    const tasks = component.tasks()
    expect(tasks.map(({ documents }) => documents)).toEqual([document, document])
    expect(new Set(tasks.map(({ taskID }) => taskID)).size).toBe(2)
  })

  test('without the printer of the settings, or not running, was sent nothing', async () => {
    expect(await outcome('another')).toBe('failed-before-send printer-unreachable')
    expect(await outcome('KM-118', AbortSignal.abort())).toBe('failed-before-send cancelled')
    await component.stop()
    expect(await outcome()).toBe('failed-before-send printer-unreachable')
    expect(component.tasks()).toEqual([])
    component = await startPrintComponent([])
  })
})
