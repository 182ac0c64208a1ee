import { electronRuntime } from './electron-runtime.mjs'
import { ensureBuilt } from './set-up/build.mjs'
import { root } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp({ window: true })
  const built = await ensureBuilt()
  if (built !== 0) return built
  const { executablePath, extraArguments } = electronRuntime()
  return run(executablePath, [...extraArguments, root, ...process.argv.slice(2)], { cwd: root })
})
