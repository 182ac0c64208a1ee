// The long runs: `npm run soak -- [kills] [--seed N] [--parcels N] [--kills N]`. What each proves is in test/soak/README.md.
import { parseArgs } from 'node:util'
import { runKills } from '../e2e/kill-run.ts'

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      parcels: { type: 'string', default: '200' },
      kills: { type: 'string', default: '60' },
    },
  })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
  return { wanted: positionals, seed, parcels: Number(values.parcels), kills: Number(values.kills) }
}

const options = readOptions()
const say = (line: string): void => {
  console.log(line)
}

const replay =
  `npm run soak -- kills --seed ${String(options.seed)} ` +
  `--parcels ${String(options.parcels)} --kills ${String(options.kills)}`
say(replay)
const { violations } = await runKills({ ...options, say })
for (const violation of violations) say(`VIOLATED: ${violation}`)
say(violations.length === 0 ? 'The promise held.' : `Run it again: ${replay}`)
process.exitCode = violations.length === 0 ? 0 : 1
