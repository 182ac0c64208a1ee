import { testSeeds } from './simulated-seeds.ts'

testSeeds(2_000, 70)
