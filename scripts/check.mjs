import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'
import { runChecks } from './checks/checks.mjs'

await runMain(async () => {
  await setUp()
  const { failed } = await runChecks()
  return failed === 0 ? 0 : 1
})
