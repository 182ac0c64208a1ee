import { expect, test } from 'vitest'
import { runSchedule, type ScheduleReport } from './printer-schedules.ts'

const first = Number(process.env['PRINTER_SEED'] ?? 1)
const count = process.env['PRINTER_SEED'] === undefined ? 1_000 : 1
/** They mostly wait for the printer, so many are run at a time. */
const atOnce = 50

test('a printer that stalls, resets, runs out of paper, lies or loses its power prints no label twice, loses none, and none is called sent that is not out', async () => {
  const broken: string[] = []
  const seeds = Array.from({ length: count }, (_, index) => first + index)
  const reports: ScheduleReport[] = []
  while (seeds.length > 0) {
    const batch = seeds.splice(0, atOnce)
    const done = await Promise.all(batch.map((seed) => runSchedule(seed)))
    reports.push(...done)
    for (const [index, { violations }] of done.entries())
      if (violations.length > 0)
        broken.push(
          `${violations.join('; ')}. Replay: PRINTER_SEED=${String(batch[index])} npm run test:some -- test/faults/printer-schedules.test.ts`,
        )
  }
  expect(broken).toEqual([])
  // The schedules are of use only if they reach what they are about.
  const unknown = reports.reduce((sum, report) => sum + report.unknown, 0)
  if (count > 1) expect(unknown).toBeGreaterThan(count / 10)
}, 180_000)
