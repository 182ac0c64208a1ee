import type { Bench } from './bench.ts'
import type { Chance } from './chance.ts'

/** One thing that goes wrong at a bench, and how likely it is beside the others. Answers what was done, for the trace. */
interface Mishap {
  readonly name: string
  readonly weight: number
  readonly strike: (bench: Bench, chance: Chance) => string
}

const year = 365 * 24 * 60 * 60 * 1_000

const mishaps: readonly Mishap[] = [
  {
    name: 'line',
    weight: 8,
    strike(bench, chance) {
      bench.line = chance.pick(['up', 'up', 'bad', 'down', 'down', 'portal'] as const) ?? 'up'
      return bench.line
    },
  },
  {
    name: 'printer',
    weight: 3,
    strike(bench, chance) {
      bench.printer.isOn = chance.happens(0.7)
      bench.printer.trouble = chance.pick([0, 0, 0.2, 0.6]) ?? 0
      return `${bench.printer.isOn ? 'on' : 'off'}, trouble ${String(bench.printer.trouble)}`
    },
  },
  {
    name: 'clock',
    weight: 2,
    strike(bench, chance) {
      const step = chance.pick([10 * year, -10 * year, 3_600_000, -3_600_000, -1_500, 0]) ?? 0
      bench.clockOffsetMs = step
      return `off by ${String(step)} ms`
    },
  },
  {
    name: 'death in a disk call',
    weight: 4,
    strike(bench, chance) {
      const disk = chance.happens(0.8) ? bench.disks.journal : bench.disks.archive
      disk.planCrash(disk.calls + chance.between(1, 8))
      return 'planned'
    },
  },
  {
    name: 'disk fault',
    weight: 2,
    strike(bench, chance) {
      const disk = chance.happens(0.7) ? bench.disks.journal : bench.disks.archive
      const code = chance.happens(0.5) ? 'ENOSPC' : 'EIO'
      disk.planFault({ call: disk.calls + chance.between(1, 6), code })
      bench.isHurt = true
      return code
    },
  },
  {
    name: 'slow disk',
    weight: 1,
    strike(bench, chance) {
      bench.diskDelayMs = chance.pick([0, 4, 40, 400]) ?? 4
      return `${String(bench.diskDelayMs)} ms`
    },
  },
  {
    name: 'program killed',
    weight: 2,
    strike(bench) {
      if (bench.isRunning) bench.die('kill')
      return ''
    },
  },
  {
    name: 'power cut',
    weight: 2,
    strike(bench) {
      if (bench.isRunning) bench.die('power-cut')
      return ''
    },
  },
  {
    name: 'window crash',
    weight: 2,
    strike(bench) {
      bench.closeWindow()
      return ''
    },
  },
  {
    name: 'window dies in a transaction',
    weight: 3,
    strike(bench, chance) {
      bench.cache.planDeath(chance.between(1, 12))
      return 'planned'
    },
  },
  {
    name: 'cache is full',
    weight: 1,
    strike(bench, chance) {
      bench.cache.planFull(chance.between(1, 12))
      return 'planned'
    },
  },
  {
    name: 'cache deleted',
    weight: 1,
    strike(bench) {
      bench.closeWindow()
      bench.cache.wipe()
      return ''
    },
  },
]

const totalWeight = mishaps.reduce((sum, { weight }) => sum + weight, 0)

/** Lets something go wrong at a bench. */
export function strike(bench: Bench, chance: Chance): string {
  let roll = chance.random() * totalWeight
  const mishap = mishaps.find(({ weight }) => (roll -= weight) < 0)
  return mishap ? `${mishap.name}: ${mishap.strike(bench, chance)}` : ''
}

/** All is well again, except what only a restart can mend. */
export function clearUp(bench: Bench): void {
  bench.line = 'up'
  bench.printer.isOn = true
  bench.printer.trouble = 0
  bench.diskDelayMs = 4
  bench.cache.planDeath(null)
  bench.cache.planFull(null)
  for (const disk of [bench.disks.journal, bench.disks.identity, bench.disks.archive]) {
    disk.planFault(null)
    disk.planCrash(null)
  }
}
