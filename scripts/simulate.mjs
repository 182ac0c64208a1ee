// Runs the simulation: `npm run simulate -- --seeds N [--from S]`, or one seed again: `npm run simulate -- --seed S --trace`.
import { inRoot, packagedNode, root } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp()
  const simulation = inRoot('test', 'simulation', 'index.ts')
  return run(packagedNode(), [simulation, ...process.argv.slice(2)], { cwd: root })
})
