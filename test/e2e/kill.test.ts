import { expect, test } from 'vitest'
import { runKills } from './kill-run.ts'

/** A part of what `npm run soak -- kills` does: about a minute. */
const share = { seed: 20_261_125, parcels: 20, kills: 8 }

test('SIGKILL at 8 random moments over 20 parcels loses nothing green and prints no original twice (200 parcels: npm run soak)', async () => {
  const said: string[] = []
  const { kills, violations } = await runKills({ ...share, say: (line) => said.push(line) })
  expect(
    violations,
    `${said.join('\n')}\nRun it again: npm run soak -- kills --seed 20261125`,
  ).toEqual([])
  expect(kills).toBe(share.kills)
}, 600_000)
