import type { DemoBench } from '../e2e/demo-bench.ts'

/** Says that an error was seen, by card. */
export async function acknowledge({ station, scan }: DemoBench): Promise<void> {
  await scan('HF:OK')
  await station.untilFeedback('acknowledged')
}
