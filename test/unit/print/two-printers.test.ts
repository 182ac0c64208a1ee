import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PrintQueue } from '../../../electron/main/print/print-queue.ts'
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts'
import { queueWith, requestLabel, startLedger } from './print-bench.ts'
import { createScriptedPrinter, type Visit } from './scripted-printer.ts'

/** Lets everything that needs no outside event come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

interface Bench {
  readonly journal: MemoryJournal
  readonly printers: readonly ReturnType<typeof createScriptedPrinter>[]
  readonly queues: readonly PrintQueue[]
  readonly request: (waybill: number) => Promise<Parameters<PrintQueue['enqueue']>[0]>
}

/** Two printers over one ledger; a printer that cannot be reached is tried again when it is woken. */
async function benchWith(scripts: readonly (readonly Visit[])[]): Promise<Bench> {
  const journal = createMemoryJournal()
  const ledger = await startLedger(journal)
  const printers = scripts.map((visits) => createScriptedPrinter(visits))
  const wait = (_ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
  const queues = printers.map((transport) => queueWith(journal, { ledger, transport, wait }))
  const request = (waybill: number) =>
    requestLabel(journal, ledger, {
      ...{ printJobId: `job-${String(waybill)}`, waybillNumber: `YT${String(waybill)}` },
    })
  return { journal, printers, queues, request }
}

const visit = fc.constantFrom<Visit>('takes-it', 'unreachable', 'closes-before-first-byte')
const script = fc.array(visit, { maxLength: 8 })
const act = fc.constantFrom('label', 'other-printer', 'rest')

describe('labels that go to another printer because the first does not work', () => {
  it('a label that comes out at both printers, or at none', async () => {
    await fc.assert(
      fc.asyncProperty(script, script, fc.array(act, { maxLength: 14 }), async (...run) => {
        const [first, second, acts] = run
        const { queues, printers, request } = await benchWith([first, second])
        let [chosen, asked] = [0, 0]
        const move = (): void => {
          const [from, to] = [queues[chosen], queues[1 - chosen]]
          chosen = 1 - chosen
          for (const label of from?.withdraw() ?? []) to?.enqueue(label)
        }
        for (const each of acts) {
          if (each === 'label') queues[chosen]?.enqueue(await request((asked += 1)))
          if (each === 'other-printer') move()
          if (each === 'rest') await settle()
        }
        const printed = () => printers.flatMap((printer) => printer.printed)
        // Each turn is a person who wakes the printers; a script ends after eight visits.
        for (let turn = 0; turn < 20 && printed().length < asked; turn += 1) {
          for (const queue of queues) queue.resume()
          await settle()
        }
        await Promise.all(queues.map((queue) => queue.stop()))
        expect([...printed()].sort()).toEqual([...new Set(printed())].sort())
        expect(printed()).toHaveLength(asked)
      }),
      { numRuns: 300 },
    )
  })

  it('a label that is on its way and is given up all the same', async () => {
    const { queues, printers, request } = await benchWith([['takes-it'], []])
    const [first] = queues
    first?.enqueue(await request(1))
    expect(first?.withdraw()).toEqual([])
    await first?.idle()
    expect(printers[0]?.printed).toHaveLength(1)
  })
})

describe('sheets', () => {
  it('come out before the labels that wait, page by page, also at a queue that waits for a person', async () => {
    const { queues, printers, request } = await benchWith([['prints-then-resets'], []])
    const [queue] = queues
    queue?.enqueue(await request(1))
    await queue?.idle()
    expect(await queue?.printSheet({ template: 'x', data: ['one', 'two'] })).toBeNull()
    expect(printers[0]?.printed.slice(1)).toEqual(['one', 'two'])
    // The bar still shows that somebody has to look at the label before.
    expect(queue?.health()).toMatchObject({ state: 'fault', code: 'printer-reset' })
  })

  it('that cannot be sent say so, are not tried again, and end the wait of the label before them', async () => {
    const { queues, printers, request } = await benchWith([['unreachable', 'unreachable'], []])
    const [queue] = queues
    queue?.enqueue(await request(1))
    await settle()
    const outcome = await queue?.printSheet({ template: 'x', data: ['one'] })
    expect(outcome).toMatchObject({ code: 'not-reached' })
    await queue?.idle()
    expect(printers[0]?.printed).toEqual([expect.stringContaining('job-1')])
  })

  it('are answered also when the printer breaks in a way that nobody foresaw, so that no window waits for ever', async () => {
    const journal = createMemoryJournal()
    const bugs: unknown[] = []
    const transport = { open: () => Promise.reject(new Error('a bug')) }
    const ledger = await startLedger(journal)
    const queue = queueWith(journal, { ledger, transport, onBug: (bug) => bugs.push(bug) })
    expect(await queue.printSheet({ template: 'x', data: ['one'] })).toEqual({
      code: 'queue-stopped',
    })
    await queue.idle()
    expect(bugs).toHaveLength(1)
  })

  it('are refused once the queue has stopped, instead of being waited for without end', async () => {
    const { queues } = await benchWith([[], []])
    await queues[0]?.stop()
    expect(await queues[0]?.printSheet({ template: 'x', data: ['one'] })).toEqual({
      code: 'queue-stopped',
    })
  })
})
