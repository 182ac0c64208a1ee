// Runs the application folder named after this one, and lets it open its window only once the test is attached.
import { fileURLToPath } from 'node:url'
import { app } from 'electron'

const ready = app.whenReady()
const attached = new Promise((resolve) => {
  if (globalThis.testIsAttached) resolve()
  globalThis.attachTest = resolve
})
app.whenReady = () => attached.then(() => ready)

const ownFolder = fileURLToPath(new URL('.', import.meta.url))
process.argv.splice(process.argv.indexOf(ownFolder), 1)
await import('../../../scripts/set-up/fallback-application/main.js')
