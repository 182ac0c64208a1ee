import { ensureDisplay } from './display.mjs'
import { chosenExecutable, ensureElectron } from './electron.mjs'
import { alone } from './lock.mjs'
import { refuseOldNode } from './node-version.mjs'
import { ensurePackages } from './packages.mjs'
import { ensureSystem } from './system.mjs'

/**
 * Brings a fresh clone to where a command can run: packages always; with `window` an Electron runtime, its system
 * libraries and a display; with `testTools` what the tests use besides. A second call finds everything in place.
 */
export async function setUp({ window = false, display = window, testTools = false } = {}) {
  refuseOldNode()
  await alone(async () => {
    await ensurePackages()
    if (window) await ensureElectron()
    const executable = window ? chosenExecutable() : undefined
    await ensureSystem({ executable, display: window, testTools })
  })
  if (display) await ensureDisplay()
}
