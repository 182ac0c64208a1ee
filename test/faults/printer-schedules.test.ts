import { expect, test } from 'vitest'
import { makeLinePrinter } from './moody-line-printer.ts'
import { makeNetworkPrinter } from './moody-network-printer.ts'
import { runSchedule, type MakeMoodyPrinter, type ScheduleReport } from './printer-schedules.ts'

const replayed = process.env['PRINTER_SEED']
/** Bytes of a label: several chunks of a socket or fillings of a tty, so that much can happen in its middle. */
const ways: readonly (readonly [string, MakeMoodyPrinter, number, number])[] = [
  ['network', makeNetworkPrinter, 150_000, 1_000],
  ['line', makeLinePrinter, 40_000, 200],
]
/** They mostly wait for the printer, so many are run at a time. */
const atOnce = 50

test.each(ways)(
  'a printer on a %s that stalls, resets, runs out of paper, lies or loses its power prints no label twice, loses none, and none is called sent that is not out',
  async (way, make, labelBytes, usual) => {
    const count = replayed === undefined ? Number(process.env['PRINTER_SCHEDULES'] ?? usual) : 1
    const first = Number(replayed ?? 1)
    const seeds = Array.from({ length: count }, (_, index) => first + index)
    const broken: string[] = []
    const reports: ScheduleReport[] = []
    while (seeds.length > 0) {
      const batch = seeds.splice(0, atOnce)
      const done = await Promise.all(batch.map((seed) => runSchedule(seed, make, labelBytes)))
      reports.push(...done)
      for (const [index, { violations }] of done.entries())
        if (violations.length > 0)
          broken.push(
            `${way}: ${violations.join('; ')}. Replay: PRINTER_SEED=${String(batch[index])} npm run test:some -- test/faults/printer-schedules.test.ts`,
          )
    }
    expect(broken).toEqual([])
    // The schedules are of use only if they reach what they are about.
    const unknown = reports.reduce((sum, report) => sum + report.unknown, 0)
    if (count > 1) expect(unknown).toBeGreaterThan(count / 10)
  },
  600_000,
)
