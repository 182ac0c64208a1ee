import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createPtyCable } from '../../fakes/serial-pty.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import type { PreparedStation } from '../parts/prepared.ts'
import { memoryOfTree } from '../parts/process-memory.ts'
import { startBlankWindow, startStation, writeSettings } from '../parts/station-window.ts'
import { median } from '../parts/statistics.ts'

const starts = 6
/** Starts of which the memory is looked at too; it takes longest. */
const memoryStarts = 2
/** From ready to the look at the memory: what is used only for starting is given back by then, ms. */
const settleMs = 6_000
const goalOrdersOfStart = 10_000
const goalOrdersOfMemory = 100_000

interface Start {
  readonly ms: number
  readonly megabytes: number | null
  readonly sawItHappen: boolean
}

/** Rows 9 and 10: the station and a blank window of the same Electron take turns in being started. */
export async function measureStart(
  prepared: PreparedStation,
  scratch: string,
): Promise<readonly Finding[]> {
  const [centre, dataFolder, cable, blankFolder] = await Promise.all([
    prepared.startCentre(),
    prepared.copy(),
    createPtyCable(),
    mkdtemp(join(scratch, 'blank-')),
  ])
  await writeSettings(dataFolder, { centreUrl: centre.url, scannerPath: cable.path })
  const [station, blank]: [Start[], Start[]] = [[], []]
  for (let count = 0; count <= starts; count += 1) {
    const looksAtMemory = count > starts - memoryStarts
    const one = await startOfStation(dataFolder, looksAtMemory)
    const other = await startOfBlank(blankFolder, looksAtMemory)
    // The first start fills the caches of the disk and of compiled code.
    if (count === 0) continue
    station.push(one)
    blank.push(other)
  }
  await Promise.all([cable.remove(), centre.close()])
  if (station.some(({ sawItHappen }) => !sawItHappen))
    console.log('Some starts were looked at too late; their times are longer than they were.')
  return findingsOf(prepared.orders, station, blank)
}

async function startOfStation(dataFolder: string, looksAtMemory: boolean): Promise<Start> {
  const { program, page, readyAfterMs, sawItHappen } = await startStation(dataFolder)
  page.close()
  const megabytes = looksAtMemory ? await settledMemory(program.processId) : null
  await program.quit()
  return { ms: readyAfterMs, megabytes, sawItHappen }
}

async function startOfBlank(dataFolder: string, looksAtMemory: boolean): Promise<Start> {
  const { program, page, paintedAfterMs } = await startBlankWindow(dataFolder)
  page.close()
  const megabytes = looksAtMemory ? await settledMemory(program.processId) : null
  await program.quit()
  return { ms: paintedAfterMs, megabytes, sawItHappen: true }
}

async function settledMemory(processId: number): Promise<number> {
  await pause(settleMs)
  return memoryOfTree(processId)
}

function findingsOf(
  orders: number,
  station: readonly Start[],
  blank: readonly Start[],
): readonly Finding[] {
  const size = `${String(orders / 1000)}k orders`
  const ms = [station, blank].map((list) => median(list.map((start) => start.ms)))
  const megabytes = [station, blank].map((list) =>
    median(list.flatMap((start) => start.megabytes ?? [])),
  )
  const [stationMs = NaN, blankMs = NaN] = ms
  const [stationMb = NaN, blankMb = NaN] = megabytes
  return [
    {
      row: 9,
      what: `start → queue painted, scanner open, ${size}`,
      goal: orders === goalOrdersOfStart ? '≤ 2 × blank window' : '',
      measured: formatMs(stationMs),
      reference: `blank window ${formatMs(blankMs)}`,
      ratio: stationMs / blankMs,
      limit: orders === goalOrdersOfStart ? { atMost: 2 } : null,
    },
    {
      row: 10,
      what: `memory of all processes (PSS), ${size}`,
      goal: orders === goalOrdersOfMemory ? '≤ 1.6 × blank window' : '',
      measured: `${stationMb.toFixed(0)} MB`,
      reference: `blank window ${blankMb.toFixed(0)} MB`,
      ratio: stationMb / blankMb,
      limit: orders === goalOrdersOfMemory ? { atMost: 1.6 } : null,
    },
  ]
}
