// Prepares everything that any other command would prepare for itself, and starts nothing.
import { runMain } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

await runMain(() => setUp({ window: true, display: false, testTools: true }))
