import { afterEach, describe, expect, it } from 'vitest'
import { createTcpTransport } from '../../electron/main/print/tcp-transport.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { createVirtualPrinter } from '../../electron/main/print/virtual-printer.ts'
import {
  startFakePrinter,
  type FakePrinter,
  type FakePrinterHabits,
} from '../fakes/fake-printer.ts'
import { document, never, outcomeOf, sendOnce } from './send-once.ts'

const printers: FakePrinter[] = []
afterEach(async () => {
  await Promise.all(printers.splice(0).map((printer) => printer.turnOff()))
})

const times = { connectTimeoutMs: 1_000, drainTimeoutMs: 10_000, settleMs: 150 }

async function printerWith(
  habits: Partial<FakePrinterHabits>,
  options: { readonly waitForClose?: boolean; readonly drainTimeoutMs?: number } = {},
): Promise<{ printer: FakePrinter; transport: PrinterTransport }> {
  const printer = await startFakePrinter(habits)
  printers.push(printer)
  const { host, port } = printer
  const transport = createTcpTransport({ host, port, ...times, waitForClose: true, ...options })
  return { printer, transport }
}

describe('a document that the printer takes', () => {
  const bytes = document(200_000)

  it('arrives whole at a printer that reads at once', async () => {
    const { printer, transport } = await printerWith({})
    expect(outcomeOf(await sendOnce(transport, bytes))).toBe('sent')
    expect(printer.documents()).toEqual([Buffer.from(bytes)])
  })

  it('arrives whole at a slow printer that sends status bytes all the while', async () => {
    const { printer, transport } = await printerWith({ pauseMs: 3, statusBytes: 64 })
    expect(outcomeOf(await sendOnce(transport, bytes))).toBe('sent')
    expect(printer.documents()).toEqual([Buffer.from(bytes)])
  })

  it('arrives once each when several follow each other', async () => {
    const { printer, transport } = await printerWith({ statusBytes: 4 })
    for (const length of [10, 60_000, 17])
      expect(outcomeOf(await sendOnce(transport, document(length)))).toBe('sent')
    expect(printer.documents().map((each) => each.length)).toEqual([10, 60_000, 17])
  })

  it('counts as sent at a printer that never closes, only when told that it never does', async () => {
    const patient = await printerWith({ neverCloses: true }, { drainTimeoutMs: 300 })
    expect(outcomeOf(await sendOnce(patient.transport, bytes))).toBe('unknown printer-stalled')
    const trusting = await printerWith({ neverCloses: true }, { waitForClose: false })
    expect(outcomeOf(await sendOnce(trusting.transport, bytes))).toBe('sent')
    await trusting.printer.finished(1)
    expect(trusting.printer.documents()).toEqual([Buffer.from(bytes)])
  })

  it('is not cut by closing while a printer that never closes still talks', async () => {
    const { printer, transport } = await printerWith(
      { neverCloses: true, pauseMs: 150, statusBytes: 64 },
      { waitForClose: false },
    )
    expect(outcomeOf(await sendOnce(transport, bytes))).toBe('sent')
    await printer.finished(1)
    expect(printer.documents()).toEqual([Buffer.from(bytes)])
  })
})

describe('zero bytes left the host', () => {
  it('when the port refuses', async () => {
    const { printer, transport } = await printerWith({})
    await printer.turnOff()
    expect(outcomeOf(await sendOnce(transport, document(10)))).toBe(
      'failed-before-send printer-unreachable',
    )
  })

  it('when the printer had closed before the first byte', async () => {
    const { printer, transport } = await printerWith({ closesAtOnce: true })
    const opened = await transport.open(never)
    if (!opened.ok) throw new Error('must open')
    await printer.finished(1)
    // The printer's end is on the wire; the next turn of the loop reads it.
    await nextTurn()
    await nextTurn()
    expect(outcomeOf(await opened.value.send(document(10), never))).toBe(
      'failed-before-send printer-unreachable',
    )
    expect(printer.documents()).toEqual([])
  })

  it('when it is cancelled before the first byte', async () => {
    const { printer, transport } = await printerWith({})
    const opened = await transport.open(never)
    if (!opened.ok) throw new Error('must open')
    expect(outcomeOf(await opened.value.send(document(10), AbortSignal.abort()))).toBe(
      'failed-before-send cancelled',
    )
    expect(outcomeOf(await sendOnce(transport, document(10), AbortSignal.abort()))).toBe(
      'failed-before-send cancelled',
    )
    opened.value.close()
    expect(printer.documents()).toEqual([])
  })
})

describe('nobody can tell', () => {
  it('when the printer accepts and never reads, though the network stack took every byte', async () => {
    const { printer, transport } = await printerWith({ neverReads: true }, { drainTimeoutMs: 300 })
    expect(outcomeOf(await sendOnce(transport, document(20_000)))).toBe('unknown printer-stalled')
    expect(printer.documents()).toEqual([])
  })

  it('when the printer resets midway', async () => {
    const { printer, transport } = await printerWith({ resetAfterBytes: 10_000, pauseMs: 1 })
    expect(outcomeOf(await sendOnce(transport, document(2_000_000)))).toBe('unknown printer-reset')
    expect(printer.documents()[0]?.length).toBeLessThan(2_000_000)
  })

  it('when a printer that never closes resets midway', async () => {
    const habits = { resetAfterBytes: 10_000, pauseMs: 1, neverCloses: true }
    const { transport } = await printerWith(habits, { waitForClose: false })
    expect(outcomeOf(await sendOnce(transport, document(2_000_000)))).toBe('unknown printer-reset')
  })

  it('when the printer closes in order before it has read everything', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { transport } = await printerWith({ closesAfterBytes: 1 })
      const result = outcomeOf(await sendOnce(transport, document(300_000)))
      expect(result).toBe('unknown printer-reset')
    }
  })

  it('when it is cancelled after the first byte', async () => {
    const { transport } = await printerWith({ neverReads: true })
    const stop = new AbortController()
    const opened = await transport.open(never)
    if (!opened.ok) throw new Error('must open')
    const sending = opened.value.send(document(100), stop.signal)
    stop.abort()
    expect(outcomeOf(await sending)).toBe('unknown cancelled')
  })
})

describe('a connection', () => {
  it('takes one document: a second one would print behind the ledger', async () => {
    const { transport } = await printerWith({})
    const opened = await transport.open(never)
    if (!opened.ok) throw new Error('must open')
    await opened.value.send(document(10), never)
    await expect(opened.value.send(document(10), never)).rejects.toThrow('one document')
  })
})

describe('the virtual printer', () => {
  it('takes what a printer takes, and nothing when cancelled', async () => {
    const printer = createVirtualPrinter()
    const bytes = document(100)
    expect(outcomeOf(await sendOnce(printer, bytes))).toBe('sent')
    expect(outcomeOf(await sendOnce(printer, bytes, AbortSignal.abort()))).toBe(
      'failed-before-send cancelled',
    )
    expect(printer.documentCount()).toBe(1)
    expect(printer.documents()).toEqual([bytes])
  })
})

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
