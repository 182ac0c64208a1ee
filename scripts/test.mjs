import { runChecks } from './checks/checks.mjs'
import { countTests } from './checks/tests.mjs'
import { ensureBuilt } from './set-up/build.mjs'
import { runMain, say } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

async function buildStep() {
  const code = await ensureBuilt()
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

await runMain(async () => {
  await setUp({ window: true, testTools: true })
  const started = performance.now()
  const counts = [await runChecks(), await buildStep(), await countTests()]
  const passed = counts.reduce((sum, part) => sum + part.passed, 0)
  const failed = counts.reduce((sum, part) => sum + part.failed, 0)
  say(`Everything took ${Math.round((performance.now() - started) / 1000)} s after set-up.`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
