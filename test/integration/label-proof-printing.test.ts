import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createRenderClient } from '../../electron/main/print/render-client.ts'
import { createTcpTransport } from '../../electron/main/print/tcp-transport.ts'
import type { PrintLedger } from '../../electron/main/print/print-ledger-store.ts'
import type { PrintQueue } from '../../electron/main/print/print-queue.ts'
import {
  startFakePrinter,
  type FakePrinter,
  type FakePrinterHabits,
} from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { labelFonts } from '../unit/label/label-fonts.ts'
import { pbmOf } from '../unit/label/picture-file.ts'
import { createMemoryJournal, type MemoryJournal } from '../unit/print/memory-journal.ts'
import { queueWith, requestLabel, startLedger } from '../unit/print/print-bench.ts'

const workerUrl = new URL('../../electron/main/print/label-renderer.ts', import.meta.url)
const renderer = createRenderClient({ workerUrl, fonts: labelFonts })
const printers: FakePrinter[] = []
afterEach(async () => {
  await Promise.all(printers.splice(0).map((printer) => printer.turnOff()))
})
afterAll(() => renderer.stop())

interface Bench {
  readonly printer: FakePrinter
  readonly journal: MemoryJournal
  readonly ledger: PrintLedger
  readonly queue: PrintQueue
}

/** The real queue, renderer and transport in front of a printer on a socket. */
async function benchWith(
  habits: Partial<FakePrinterHabits> = {},
  drainTimeoutMs = 10_000,
): Promise<Bench> {
  const printer = await startFakePrinter(habits)
  printers.push(printer)
  const { host, port } = printer
  const times = { connectTimeoutMs: 5_000, drainTimeoutMs, settleMs: 150, waitForClose: true }
  const transport = createTcpTransport({ host, port, ...times })
  const journal = createMemoryJournal()
  const ledger = await startLedger(journal)
  const wait = (): Promise<void> => printer.turnOn()
  return {
    printer,
    journal,
    ledger,
    queue: queueWith(journal, { ledger, transport, renderer, wait }),
  }
}

function zbarRead(pbm: Buffer): string {
  return execFileSync('zbarimg', ['-q', '--raw', '-'], {
    input: pbm,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

describe('a label on its way to a printer on the network', () => {
  it('arrives as the picture on the screen, and its barcode reads as its waybill', async () => {
    const { printer, journal, ledger, queue } = await benchWith({ statusBytes: 4 })
    const waybillNumber = '773312345678901'
    queue.enqueue(await requestLabel(journal, ledger, { printJobId: 'job-1', waybillNumber }))
    await queue.idle()
    expect(ledger.job('job-1')?.state).toBe('sent')
    const [document, ...more] = printer.documents()
    if (!document) throw new Error('nothing arrived')
    expect(more).toEqual([])
    const { picture, quantity } = readZpl(document)
    expect(quantity).toBe(1)
    expect(Buffer.compare(picture.bits, queue.picture('job-1')?.bits ?? Buffer.alloc(0))).toBe(0)
    expect(zbarRead(pbmOf(picture)).trim()).toBe(waybillNumber)
  })

  it('comes out once when the printer is switched on later', async () => {
    const { printer, journal, ledger, queue } = await benchWith()
    await printer.turnOff()
    queue.enqueue(await requestLabel(journal, ledger, { printJobId: 'job-1' }))
    await queue.idle()
    expect(journal.typesOf('job-1').slice(1)).toEqual([
      'label.failed',
      'label.sending',
      'label.sent',
    ])
    expect(printer.documents()).toHaveLength(1)
  })

  it.each([
    ['never reads', { neverReads: true }],
    ['resets midway', { resetAfterBytes: 1 }],
    ['closes midway', { closesAfterBytes: 1 }],
  ] as const)('is unknown and not sent again when the printer %s', async (_, habits) => {
    const { printer, journal, ledger, queue } = await benchWith(habits, 300)
    const request = await requestLabel(journal, ledger, { printJobId: 'job-1' })
    queue.enqueue(request)
    await queue.idle()
    expect(ledger.job('job-1')?.state).toBe('unknown')
    printer.behave({ neverReads: false, resetAfterBytes: null, closesAfterBytes: null })
    expect(queue.enqueue(request)).toEqual({ ok: false, error: 'label-outcome-unknown' })
    expect(printer.connections()).toBe(1)
  })

  it('never starts when a character is missing', async () => {
    const { printer, journal, ledger, queue } = await benchWith()
    const request = await requestLabel(journal, ledger, { printJobId: 'job-1', name: '𠮷' })
    queue.enqueue(request)
    await queue.idle()
    expect(ledger.job('job-1')?.reason).toContain('recipient.name: 𠮷')
    expect(printer.connections()).toBe(0)
  })
})
