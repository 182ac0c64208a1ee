import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest; begun last, one of them would run on alone while the other cores wait. */
const slowest = [
  ...['faults/printer-schedules', 'integration/label-proof.test', 'integration/centre-processes'],
  'faults/simulation',
  ...['integration/cache.test', 'integration/cache-damage', 'faults/centre-crashes'],
  ...['integration/bad-pushes', 'integration/centre-waves', 'faults/offline-72-hours'],
  ...['unit/sync/sync-loop', 'unit/journal/journal-power-cut', 'unit/store/overlay'],
]

function rank({ moduleId }: TestSpecification): number {
  const at = slowest.findIndex((name) => moduleId.includes(`/test/${name}`))
  return at < 0 ? slowest.length : at
}

/** Begins the slowest files first, whether or not an earlier run has left its times. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((one, other) => rank(one) - rank(other))
  }
}
