import { testSeeds } from './simulated-seeds.ts'

testSeeds(3_000, 70)
