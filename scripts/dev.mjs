import { electronRuntime } from './electron-runtime.mjs'
import { inRoot, packagedNode, root } from './set-up/places.mjs'
import { run } from './set-up/process.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp({ window: true })
  const { executablePath, extraArguments } = electronRuntime()
  const environment = { ...process.env, ELECTRON_EXEC_PATH: executablePath }
  const tool = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const parameters = [tool, 'dev', '--', ...extraArguments, ...process.argv.slice(2)]
  return run(packagedNode(), parameters, { cwd: root, env: environment })
})
