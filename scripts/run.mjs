// Runs a TypeScript file on the packaged Node 24: `node scripts/run.mjs server/index.ts [arguments]`.
import { packagedNode } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp()
  return run(packagedNode(), process.argv.slice(2))
})
