import { expect, test } from 'vitest'
import { keptSeeds } from '../simulation/kept-seeds.ts'
import { simulate } from '../simulation/simulation.ts'
import { failuresOf, testSeeds, withSimulatedCentre } from './simulated-seeds.ts'

const centre = withSimulatedCentre()

test('the same seed gives the same trace', async () => {
  for (const seed of [3, 5]) {
    const first = await simulate(centre(), seed)
    const second = await simulate(centre(), seed)
    expect(second).toEqual(first)
  }
}, 600_000)

test('seeds that once broke a promise keep it now', async () => {
  const seeds = keptSeeds.map(({ seed }) => seed)
  expect(await failuresOf(centre(), seeds)).toEqual([])
}, 600_000)

testSeeds(1_000, 60)
