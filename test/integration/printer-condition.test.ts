import { afterEach, expect, test } from 'vitest'
import { escposStatus } from '../../electron/main/print/status/escpos-status.ts'
import { tsplStatus } from '../../electron/main/print/status/tspl-status.ts'
import { createTcpTransport } from '../../electron/main/print/tcp-transport.ts'
import type { StatusQuestion } from '../../electron/main/print/status/condition.ts'
import {
  startFakePrinter,
  type FakePrinter,
  type FakePrinterHabits,
} from '../fakes/fake-printer.ts'
import { createMemoryJournal } from '../unit/print/memory-journal.ts'
import { queueWith, requestLabel, startLedger } from '../unit/print/print-bench.ts'
import { until } from '../wait/until.ts'

let printer: FakePrinter
afterEach(() => printer.turnOff())

const times = { connectTimeoutMs: 1_000, drainTimeoutMs: 5_000, settleMs: 50, waitForClose: true }

async function benchWith(question: StatusQuestion, habits: Partial<FakePrinterHabits>) {
  printer = await startFakePrinter(habits)
  const journal = createMemoryJournal()
  const ledger = await startLedger(journal)
  const { host, port } = printer
  const wait = (_ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  const transport = createTcpTransport({ host, port, ...times })
  const queue = queueWith(journal, { ledger, transport, question, wait })
  return { journal, ledger, queue }
}

const says = (answer: number) => ({
  status: { question: tsplStatus.ask, answer: Uint8Array.of(answer) },
})

test('without paper no byte of a label leaves the host, and it prints once by itself when there is paper again', async () => {
  const { journal, ledger, queue } = await benchWith(tsplStatus, says(0x04))
  const request = await requestLabel(journal, ledger, { printJobId: 'job-1' })
  queue.enqueue(request)
  await until('the queue tells of the paper', () => queue.health().code === 'printer-paper-out')
  expect(queue.health()).toMatchObject({ state: 'fault' })
  expect(ledger.job('job-1')?.state).toBe('failed-before-send')
  queue.resume()
  await until('it was asked again', () => printer.connections() === 2)
  expect(printer.documents()).toEqual([])
  printer.behave(says(0x00))
  queue.resume()
  await queue.idle()
  expect(ledger.job('job-1')?.state).toBe('sent')
  expect(printer.documents().map(String)).toEqual(['job-1 YT8812345678901 0;'])
  expect(queue.health()).toMatchObject({ state: 'ready', code: 'ok' })
  // One fact for the whole time without paper.
  expect(journal.typesOf('job-1')).toEqual([
    ...['label.requested', 'label.failed', 'label.sending', 'label.sent'],
  ])
})

test('a printer that never answers is sent its label, which nobody calls printed', async () => {
  const { journal, ledger, queue } = await benchWith(escposStatus, {
    status: { question: escposStatus.ask, answer: new Uint8Array() },
  })
  queue.enqueue(await requestLabel(journal, ledger, { printJobId: 'job-1' }))
  await queue.idle()
  expect(ledger.job('job-1')?.state).toBe('sent')
  expect(printer.documents().map(String)).toEqual(['job-1 YT8812345678901 0;'])
})

test('paper that runs out in the middle of the last label is told at once, and until somebody has put in new', async () => {
  const { journal, ledger, queue } = await benchWith(tsplStatus, says(0x00))
  // Ready before the label, and out of paper behind it.
  printer.onConnection(() => {
    if (printer.connections() === 1) printer.behave(says(0x04))
  })
  queue.enqueue(await requestLabel(journal, ledger, { printJobId: 'job-1' }))
  await until('the queue tells of the paper', () => queue.health().code === 'printer-paper-out')
  expect(ledger.job('job-1')?.state).toBe('sent')
  printer.behave(says(0x20))
  queue.resume()
  await until('it is seen at work again', () => queue.health().code === 'ok')
  printer.behave(says(0x00))
  queue.resume()
  await queue.idle()
  expect(printer.documents()).toHaveLength(1)
})
