import { randomBytes } from 'node:crypto'
import type { World } from './world.ts'

/** This computer's clock and randomness. */
export function realWorld(announce: (line: string) => void): World {
  return { now: () => new Date(), randomBytes: (count) => randomBytes(count), announce }
}
