import { chosenExecutable } from './set-up/electron.mjs'
import { SetUpError } from './set-up/say.mjs'

/** Chromium's sandbox cannot start under root; only the launcher knows this flag, never the program. */
function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** The prepared Electron runtime: what to execute, and the arguments to put before the application folder. */
export function electronRuntime() {
  const executablePath = chosenExecutable()
  if (executablePath === undefined) {
    throw new SetUpError(
      'No Electron runtime is prepared. Run `npm run set-up` once, then this again.',
    )
  }
  return { executablePath, extraArguments: sandboxArguments() }
}
