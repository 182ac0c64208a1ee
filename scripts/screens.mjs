// Pictures of every screen, to be looked at: `npm run screens -- --out DIR [--only NAME]`.
import { ensureBuilt } from './set-up/build.mjs'
import { inRoot, packagedNode, root } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp({ window: true, testTools: true })
  const built = await ensureBuilt()
  if (built !== 0) return built
  const screens = inRoot('test', 'screens', 'index.ts')
  return run(packagedNode(), [screens, ...process.argv.slice(2)], { cwd: root })
})
