import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventType } from '../../../shared/domain/event.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts'
import { queueWith, requestLabel, startLedger } from './print-bench.ts'
import { createScriptedPrinter, type Visit } from './scripted-printer.ts'

type Act =
  | { readonly act: 'ask-original'; readonly waybill: number }
  | { readonly act: 'ask-reprint'; readonly waybill: number }
  /** Somebody, or a bug, starts a job again: any job, whatever became of it. */
  | { readonly act: 'start'; readonly job: number }

/** One run of the program, from start to quit or crash. */
interface Life {
  readonly visits: readonly Visit[]
  readonly acts: readonly Act[]
  readonly diskFailsOn: EventType | null
}

const waybill = fc.integer({ min: 0, max: 2 })
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('ask-original' as const), waybill }),
  fc.record({ act: fc.constant('ask-reprint' as const), waybill }),
  fc.record({ act: fc.constant('start' as const), job: fc.nat(9) }),
)
const visit = fc.constantFrom<Visit>(
  'takes-it',
  'unreachable',
  'closes-before-first-byte',
  'prints-then-resets',
  'resets-unprinted',
  'prints-then-crash',
  'crash-unprinted',
)
const life: fc.Arbitrary<Life> = fc.record({
  visits: fc.array(visit, { maxLength: 6 }),
  acts: fc.array(act, { minLength: 1, maxLength: 6 }),
  diskFailsOn: fc.oneof(
    { arbitrary: fc.constant(null), weight: 3 },
    {
      arbitrary: fc.constantFrom<EventType>('label.sending', 'label.sent', 'label.unknown'),
      weight: 1,
    },
  ),
})

/** All that the station has ever printed, over all its lives. */
interface History {
  readonly journal: MemoryJournal
  readonly requests: LabelRequest[]
  readonly printed: string[]
  readonly sends: string[]
}

function emptyHistory(): History {
  return { journal: createMemoryJournal(), requests: [], printed: [], sends: [] }
}

async function live(history: History, { visits, acts, diskFailsOn }: Life): Promise<void> {
  const { journal } = history
  journal.heal()
  const ledger = await startLedger(journal)
  let crash = (): void => undefined
  const crashed = new Promise<void>((resolve) => {
    crash = resolve
  })
  const printer = createScriptedPrinter(visits, crash)
  const queue = queueWith(journal, { ledger, transport: printer })
  if (diskFailsOn) journal.failOn(diskFailsOn)
  let over = false
  void crashed.then(() => {
    over = true
  })
  for (const each of acts) {
    const request = await requestFor(each, history, ledger)
    if (request) queue.enqueue(request)
    await Promise.race([queue.idle(), crashed])
    if (over) break
  }
  history.printed.push(...printer.printed)
  history.sends.push(...printer.sends)
}

async function requestFor(
  each: Act,
  { journal, requests }: History,
  ledger: Awaited<ReturnType<typeof startLedger>>,
): Promise<LabelRequest | undefined> {
  if (each.act === 'start') return requests[each.job]
  const waybillNumber = `YT${String(each.waybill)}`
  const copies = requests.filter((request) => request.waybillNumber === waybillNumber).length
  const copy = each.act === 'ask-reprint' ? copies + 1 : 0
  const printJobId = `job-${String(requests.length)}`
  try {
    const request = await requestLabel(journal, ledger, { printJobId, waybillNumber, copy })
    requests.push(request)
    return request
  } catch {
    // The disk failed: the window never got its green light, so it never asks for the label.
    return undefined
  }
}

function countOf(entries: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const entry of entries) counts.set(entry, (counts.get(entry) ?? 0) + 1)
  return counts
}

describe('whatever fails, and however often the program is started again', () => {
  it('no waybill gets a second original, and no job is sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), async (lives) => {
        const history = emptyHistory()
        for (const each of lives) await live(history, each)
        const jobs = countOf(history.sends)
        const originals = history.printed.filter((text) => text.endsWith(' 0;'))
        const waybills = countOf(originals.map((text) => text.split(' ')[1] ?? ''))
        expect(Math.max(0, ...jobs.values())).toBeLessThanOrEqual(1)
        expect(Math.max(0, ...waybills.values())).toBeLessThanOrEqual(1)
      }),
      { numRuns: 400 },
    )
  })

  it('nothing prints because the program was started', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), async (lives) => {
        const history = emptyHistory()
        for (const each of lives) await live(history, each)
        const before = history.sends.length
        await live(history, { visits: [], acts: [], diskFailsOn: null })
        expect(history.sends).toHaveLength(before)
        const states = (await startLedger(history.journal)).unconfirmedJobs()
        expect(states.filter((job) => job.state === 'sending')).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

describe('a crash between sending and sent', () => {
  it.each(['prints-then-crash', 'crash-unprinted'] as const)(
    '(%s) leaves a job that is unknown, refused, and not sent again',
    async (visit) => {
      const history = emptyHistory()
      const acts: Act[] = [{ act: 'ask-original', waybill: 0 }]
      await live(history, { visits: [visit], acts, diskFailsOn: null })
      expect(history.journal.typesOf('job-0')).toEqual(['label.requested', 'label.sending'])
      const sends = history.sends.length
      const ledger = await startLedger(history.journal)
      expect(ledger.job('job-0')).toMatchObject({
        state: 'unknown',
        reason: 'stopped-while-sending',
      })
      const again: Act[] = [
        { act: 'start', job: 0 },
        { act: 'ask-original', waybill: 0 },
      ]
      await live(history, { visits: [], acts: again, diskFailsOn: null })
      expect(history.sends).toHaveLength(sends)
    },
  )
})
