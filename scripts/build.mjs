import { build } from './set-up/build.mjs'
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(async () => {
  await setUp()
  return build()
})
