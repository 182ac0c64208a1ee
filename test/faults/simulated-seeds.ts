import { afterAll, beforeAll, expect, test } from 'vitest'
import { SimulatedCentre } from '../simulation/simulated-centre.ts'
import { simulate } from '../simulation/simulation.ts'

const patienceMs = 600_000

/** Opens a centre for the tests of one file, which use it one after the other. */
export function withSimulatedCentre(): () => SimulatedCentre {
  let centre: SimulatedCentre
  beforeAll(async () => {
    centre = await SimulatedCentre.open()
  })
  afterAll(() => centre.close())
  return () => centre
}

/** Runs seeds; every promise that one breaks is told with the command that replays it. */
export async function failuresOf(
  centre: SimulatedCentre,
  seeds: readonly number[],
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const seed of seeds) {
    const { failure } = await simulate(centre, seed)
    const replay = `npm run simulate -- --seed ${String(seed)} --trace`
    if (failure !== null) failures.push(`${failure} (${replay})`)
  }
  return failures
}

/** Tests so many seeds from `first` on. Each file has its share, so that they run side by side. */
export function testSeeds(first: number, count: number): void {
  const centre = withSimulatedCentre()
  test(
    `seeds ${String(first)} to ${String(first + count - 1)} keep all seven promises, whatever goes wrong between benches and centre`,
    async () => {
      const seeds = Array.from({ length: count }, (_unused, index) => first + index)
      expect(await failuresOf(centre(), seeds)).toEqual([])
    },
    patienceMs,
  )
}
