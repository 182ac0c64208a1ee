import { describe, expect, it } from 'vitest'
import type { PrintLedger } from '../../../electron/main/print/print-ledger-store.ts'
import type { PrintQueue, PrintQueuePorts } from '../../../electron/main/print/print-queue.ts'
import { event } from '../../../shared/domain/event.ts'
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts'
import {
  queueWith,
  requestLabel,
  requestOf,
  startLedger,
  textRenderer,
  type JobOptions,
} from './print-bench.ts'
import { createScriptedPrinter, type ScriptedPrinter, type Visit } from './scripted-printer.ts'

interface Bench {
  readonly journal: MemoryJournal
  readonly ledger: PrintLedger
  readonly printer: ScriptedPrinter
  readonly queue: PrintQueue
}

async function benchWith(
  visits: readonly Visit[],
  ports: Partial<PrintQueuePorts> = {},
): Promise<Bench> {
  const journal = createMemoryJournal()
  const ledger = await startLedger(journal)
  const printer = createScriptedPrinter(visits)
  const queue = queueWith(journal, { ledger, transport: printer, ...ports })
  return { journal, ledger, printer, queue }
}

async function printed(bench: Bench, options: JobOptions): Promise<string> {
  const request = await requestLabel(bench.journal, bench.ledger, options)
  const taken = bench.queue.enqueue(request)
  if (!taken.ok) return taken.error
  await bench.queue.idle()
  return bench.ledger.job(options.printJobId)?.state ?? 'gone'
}

/** A wait that ends only when the queue is woken, and tells when it has begun. */
function waitUntilWoken(): { readonly begun: Promise<null> } & Pick<PrintQueuePorts, 'wait'> {
  let tell: (value: null) => void = () => undefined
  const begun = new Promise<null>((resolve) => {
    tell = resolve
  })
  const wait = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve()
      })
      tell(null)
    })
  return { begun, wait }
}

const asked = 'label.requested'

describe('a label that goes well', () => {
  it('is journalled as sending before its bytes, and as sent after', async () => {
    const bench = await benchWith([])
    expect(await printed(bench, { printJobId: 'job-1' })).toBe('sent')
    expect(bench.journal.typesOf('job-1')).toEqual([asked, 'label.sending', 'label.sent'])
    expect(bench.printer.printed).toEqual(['job-1 YT8812345678901 0;'])
    expect(bench.queue.picture('job-1')?.waybillNumber).toBe('YT8812345678901')
    expect(bench.queue.health()).toMatchObject({ state: 'ready', code: 'ok' })
  })

  it('is printed once when it is asked for twice, at once and later', async () => {
    const bench = await benchWith([])
    const request = await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    expect(bench.queue.enqueue(request).ok).toBe(true)
    expect(bench.queue.enqueue(request).ok).toBe(true)
    await bench.queue.idle()
    expect(bench.queue.enqueue(request)).toEqual({ ok: false, error: 'job-already-sent' })
    expect(bench.printer.printed).toHaveLength(1)
  })

  it('has no byte on the wire while sending is not yet on the disk', async () => {
    const order: string[] = []
    const journal = createMemoryJournal()
    const ledger = await startLedger(journal)
    const printer = createScriptedPrinter([])
    let allow = (): void => undefined
    const disk = new Promise<void>((resolve) => {
      allow = resolve
    })
    const queue = queueWith(journal, {
      ledger,
      transport: printer,
      append: async (events) => {
        const [first] = events
        if (first?.type === 'label.sending') {
          order.push(`sends before fsync: ${String(printer.sends.length)}`)
          setImmediate(() => {
            order.push(`sends during fsync: ${String(printer.sends.length)}`)
            allow()
          })
          await disk
        }
        return journal.append(events)
      },
    })
    queue.enqueue(await requestLabel(journal, ledger, { printJobId: 'job-1' }))
    await queue.idle()
    expect(order).toEqual(['sends before fsync: 0', 'sends during fsync: 0'])
    expect(printer.sends).toHaveLength(1)
  })
})

describe('a label that certainly did not leave the host', () => {
  it('is tried again by itself as the same job until the printer is back', async () => {
    const waits: number[] = []
    const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms))
    const off = Array.from({ length: 8 }, (): Visit => 'unreachable')
    const bench = await benchWith(off, { wait })
    expect(await printed(bench, { printJobId: 'job-1' })).toBe('sent')
    // One fact for the whole time that it was off.
    const types = [asked, 'label.failed', 'label.sending', 'label.sent']
    expect(bench.journal.typesOf('job-1')).toEqual(types)
    expect(waits).toEqual([375, 750, 1_500, 3_000, 6_000, 7_500, 7_500, 7_500])
    expect(bench.printer.printed).toHaveLength(1)
  })

  it('counts a new attempt when sending was journalled and no byte left', async () => {
    const bench = await benchWith(['closes-before-first-byte'])
    expect(await printed(bench, { printJobId: 'job-1' })).toBe('sent')
    const sending = bench.journal.frames.filter((frame) => frame.type === 'label.sending')
    expect(sending.map((frame) => frame.body['attempt'])).toEqual([1, 2])
    expect(bench.printer.sends).toHaveLength(1)
  })

  it('is tried at once when somebody asks again', async () => {
    const patience = waitUntilWoken()
    const bench = await benchWith(['unreachable'], patience)
    const request = await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    bench.queue.enqueue(request)
    await patience.begun
    expect(bench.queue.health()).toMatchObject({ state: 'missing', code: 'printer-unreachable' })
    expect(bench.queue.enqueue(request).ok).toBe(true)
    await bench.queue.idle()
    expect(bench.printer.printed).toHaveLength(1)
  })

  it('is not sent after the program was asked to stop', async () => {
    const patience = waitUntilWoken()
    const bench = await benchWith(['unreachable'], patience)
    const request = await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    bench.queue.enqueue(request)
    await patience.begun
    await bench.queue.stop()
    expect(bench.printer.sends).toEqual([])
    expect(bench.queue.enqueue(request)).toEqual({ ok: false, error: 'queue-stopped' })
  })
})

describe('a label that cannot be drawn', () => {
  it('fails with the character and its field, sends nothing, and is not tried again', async () => {
    const bench = await benchWith([])
    expect(await printed(bench, { printJobId: 'job-1', name: '!' })).toBe('failed-before-send')
    expect(bench.ledger.job('job-1')?.reason).toBe('missing-glyph: recipient.name: 𠮷 (U+20BB7)')
    expect(bench.journal.typesOf('job-1')).toEqual([asked, 'label.failed'])
    expect(bench.printer.sends).toEqual([])
    expect(bench.queue.health()).toMatchObject({ state: 'fault', code: 'label-not-drawable' })
  })

  it('does not hold up the next one', async () => {
    const bench = await benchWith([])
    await printed(bench, { printJobId: 'job-1', name: '!' })
    expect(await printed(bench, { printJobId: 'job-2', waybillNumber: 'YT2' })).toBe('sent')
    expect(bench.queue.health()).toMatchObject({ state: 'ready', code: 'ok' })
  })
})

describe('a label of which nobody knows', () => {
  it('is never tried again by itself, and the next ones wait until somebody acts', async () => {
    const bench = await benchWith(['prints-then-resets'])
    const first = await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    const second = await requestLabel(bench.journal, bench.ledger, {
      printJobId: 'job-2',
      waybillNumber: 'YT2',
    })
    bench.queue.enqueue(first)
    bench.queue.enqueue(second)
    await bench.queue.idle()
    expect(bench.ledger.job('job-1')?.state).toBe('unknown')
    expect(bench.ledger.job('job-2')?.state).toBe('created')
    expect(bench.queue.health()).toMatchObject({ state: 'fault', code: 'printer-reset' })
    expect(bench.queue.enqueue(first)).toEqual({ ok: false, error: 'label-outcome-unknown' })
    bench.queue.resume()
    await bench.queue.idle()
    expect(bench.printer.printed).toEqual(['job-1 YT8812345678901 0;', 'job-2 YT2 0;'])
  })

  it('can be printed again only as a reprint with its number on it', async () => {
    const bench = await benchWith(['prints-then-resets'])
    await printed(bench, { printJobId: 'job-1' })
    expect(await printed(bench, { printJobId: 'job-2', copy: 1 })).toBe('sent')
    expect(bench.printer.printed.at(-1)).toBe('job-2 YT8812345678901 1;')
  })
})

describe('a journal that refuses', () => {
  it('lets no byte out, and the queue stops', async () => {
    const bench = await benchWith([])
    bench.journal.failOn('label.sending')
    expect(await printed(bench, { printJobId: 'job-1' })).toBe('created')
    expect(bench.printer.sends).toEqual([])
    const next = requestOf({ printJobId: 'job-2' })
    expect(bench.queue.enqueue(next)).toEqual({ ok: false, error: 'queue-stopped' })
  })

  it('after the bytes leaves the job to be asked about at the next start', async () => {
    const bench = await benchWith([])
    bench.journal.failOn('label.sent')
    expect(await printed(bench, { printJobId: 'job-1' })).toBe('sending')
    const next = requestOf({ printJobId: 'job-2' })
    expect(bench.queue.enqueue(next)).toEqual({ ok: false, error: 'queue-stopped' })
    expect(bench.printer.printed).toHaveLength(1)
  })
})

describe('a request that would print twice', () => {
  it('is refused: a second original for the same waybill', async () => {
    const bench = await benchWith([])
    await printed(bench, { printJobId: 'job-1' })
    expect(await printed(bench, { printJobId: 'job-2' })).toBe('second-original')
    expect(bench.printer.printed).toHaveLength(1)
  })

  it('is refused: a second original while the first still waits', async () => {
    const bench = await benchWith([])
    await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    expect(await printed(bench, { printJobId: 'job-2' })).toBe('second-original')
  })

  it('is refused: a job that another printer has in hand', async () => {
    const bench = await benchWith([])
    const other = queueWith(bench.journal, {
      ledger: bench.ledger,
      transport: createScriptedPrinter([]),
    })
    const request = await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    expect(bench.queue.enqueue(request).ok).toBe(true)
    expect(other.enqueue(request)).toEqual({ ok: false, error: 'job-in-hand' })
    await bench.queue.idle()
    expect(other.enqueue(request)).toEqual({ ok: false, error: 'job-already-sent' })
  })

  it.each([
    ['a job that the journal does not know', { printJobId: 'job-9' }, 'job-unknown'],
    [
      'a reprint drawn as an original, and the other way round',
      { printJobId: 'job-1', copy: 1 },
      'request-differs-from-ledger',
    ],
    [
      'another waybill under the same job',
      { printJobId: 'job-1', waybillNumber: 'YT9' },
      'request-differs-from-ledger',
    ],
  ] as const)('is refused: %s', async (_, options, refusal) => {
    const bench = await benchWith([])
    await requestLabel(bench.journal, bench.ledger, { printJobId: 'job-1' })
    const taken = bench.queue.enqueue(requestOf(options))
    expect(taken).toEqual({ ok: false, error: refusal })
    expect(bench.printer.sends).toEqual([])
  })

  it.each(['while its printer was off', 'while it was drawn'])(
    'is dropped: a label that was scanned %s',
    async (when) => {
      const journal = createMemoryJournal()
      const ledger = await startLedger(journal)
      const printer = createScriptedPrinter(when === 'while it was drawn' ? [] : ['unreachable'])
      const request = await requestLabel(journal, ledger, { printJobId: 'job-1' })
      const { data: _data, template: _template, ...of } = request
      const scan = async (): Promise<void> => {
        const appended = await journal.append([
          event('label.confirmed', { ...of, operatorId: 'o' }),
        ])
        if (appended.ok) ledger.record(appended.value)
      }
      const queue = queueWith(journal, {
        ledger,
        transport: printer,
        wait: scan,
        renderer: {
          ...textRenderer,
          render: async (...label) => {
            if (when === 'while it was drawn') await scan()
            return textRenderer.render(...label)
          },
        },
      })
      queue.enqueue(request)
      await queue.idle()
      expect(printer.sends).toEqual([])
      expect(ledger.job('job-1')?.state).toBe('confirmed')
    },
  )
})
