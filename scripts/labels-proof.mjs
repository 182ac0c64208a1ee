// Proves every label template in every language at every resolution; `npm test` proves a share of it.
import { inRoot, packagedNode, root } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp({ testTools: true })
  const proof = inRoot('test', 'proof', 'index.ts')
  return run(packagedNode(), [proof, ...process.argv.slice(2)], { cwd: root })
})
