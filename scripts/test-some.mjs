// Runs a part of the tests with everything set up: `npm run test:some -- test/e2e`, or `-- --project unit`.
import { runTests } from './checks/tests.mjs'
import { ensureBuilt } from './set-up/build.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp({ window: true, testTools: true })
  const built = await ensureBuilt()
  return built === 0 ? runTests(process.argv.slice(2)) : built
})
