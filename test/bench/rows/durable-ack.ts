import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import { orderAt } from '../parts/bench-orders.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import type { PreparedStation } from '../parts/prepared.ts'
import { startStation, writeSettings } from '../parts/station-window.ts'
import { median, percentile } from '../parts/statistics.ts'

const rounds = 12
const commitsARound = 30
/** Orders that take turns, as many as a bench may have begun. */
const ordersInWork = 20
/** Two frames with their crc, hashes and bodies. */
const bytesOfScan = 760

/**
 * Row 2: what one packed unit costs to make durable. The three ways take turns in short rounds, so that a disk that changes its
 * mood does so for all of them.
 */
export async function measureDurableAck(prepared: PreparedStation): Promise<readonly Finding[]> {
  const [centre, dataFolder] = await Promise.all([prepared.startCentre(), prepared.copy()])
  await writeSettings(dataFolder, { centreUrl: centre.url })
  const { page, program } = await startStation(dataFolder)
  const ack: number[] = []
  const bare: number[] = []
  const strict: number[] = []
  const file = openSync(join(dataFolder, 'journal', 'bench-bare-writes'), 'a')
  for (let round = 0; round <= rounds; round += 1) {
    const batches = JSON.stringify(scans(round))
    const times = await page.evaluate<number[]>(`bench.commits(${batches})`)
    const strictTimes = await page.evaluate<number[]>(`bench.strictCommits(${batches})`)
    const bareTimes = bareWrites(file)
    // The first round only warms up.
    if (round === 0) continue
    ack.push(...times)
    strict.push(...strictTimes)
    bare.push(...bareTimes)
  }
  closeSync(file)
  page.close()
  await program.quit()
  await centre.close()
  return findingsOf(`${String(prepared.orders / 1000)}k orders`, { ack, bare, strict })
}

/** The facts of one scanned unit, many times. */
function scans(round: number): readonly (readonly DomainEvent[])[] {
  return Array.from({ length: commitsARound }, (_, index) => {
    const { orderNumber, lines } = orderAt((round + index) % ordersInWork)
    const lineId = lines[0]?.lineId ?? ''
    const of = { orderNumber, lineId, quantity: 1, operatorId: 'operator' }
    const parcelNumber = `${orderNumber}-P1`
    return [
      event('line.picked', of),
      event('item.packed', { ...of, parcelNumber, code: '6901234567892' }),
    ]
  })
}

function bareWrites(file: number): number[] {
  const bytes = Buffer.alloc(bytesOfScan, 0x61)
  return Array.from({ length: commitsARound }, () => {
    const began = performance.now()
    writeSync(file, bytes)
    fdatasyncSync(file)
    return performance.now() - began
  })
}

interface AckTimes {
  readonly ack: readonly number[]
  readonly bare: readonly number[]
  readonly strict: readonly number[]
}

function findingsOf(size: string, { ack, bare, strict }: AckTimes): readonly Finding[] {
  const told = (times: readonly number[]): string =>
    `p50 ${formatMs(median(times))} (p99 ${formatMs(percentile(times, 0.99))})`
  const common = { row: 2, what: `durable ack, seen from the window, ${size}`, measured: told(ack) }
  return [
    {
      ...common,
      goal: 'p50 ≤ 2 × bare write + fdatasync',
      reference: told(bare),
      ratio: median(ack) / median(bare),
      limit: { atMost: 2 },
    },
    {
      ...common,
      goal: 'p50 ≤ 0.7 × strict IndexedDB commit',
      reference: told(strict),
      ratio: median(ack) / median(strict),
      limit: { atMost: 0.7 },
    },
  ]
}
