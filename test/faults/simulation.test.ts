import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keptSeeds } from '../simulation/kept-seeds.ts'
import { SimulatedCentre } from '../simulation/simulated-centre.ts'
import { simulate } from '../simulation/simulation.ts'

let centre: SimulatedCentre

beforeAll(async () => {
  centre = await SimulatedCentre.open()
})

afterAll(() => centre.close())

/** Runs seeds; every promise that one breaks is told with the command that replays it. */
async function failuresOf(seeds: readonly number[]): Promise<readonly string[]> {
  const failures: string[] = []
  for (const seed of seeds) {
    const { failure } = await simulate(centre, seed)
    const replay = `npm run simulate -- --seed ${String(seed)} --trace`
    if (failure !== null) failures.push(`${failure} (${replay})`)
  }
  return failures
}

function seedsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_unused, index) => first + index)
}

describe('benches, a centre and everything that can go wrong between them', () => {
  test('the same seed gives the same trace', async () => {
    for (const seed of [3, 5]) {
      const first = await simulate(centre, seed)
      const second = await simulate(centre, seed)
      expect(second).toEqual(first)
    }
  }, 600_000)

  test.each([1, 2])(
    'seeds of group %i keep all seven promises',
    async (group) => {
      expect(await failuresOf(seedsFrom(group * 1_000, 40))).toEqual([])
    },
    600_000,
  )

  test('seeds that once broke a promise keep it now', async () => {
    expect(await failuresOf(keptSeeds.map(({ seed }) => seed))).toEqual([])
  }, 600_000)
})
