import { delimiter } from 'node:path'
import { capture, run } from './process.mjs'

// What an outer `npm run` puts there describes that run, not ours; a user's own npm_config_* settings stay.
const outerRun =
  /^(npm_lifecycle_|npm_package_|npm_node_execpath$|npm_execpath$|npm_command$|INIT_CWD$)/
const outerPrefix = /^npm_config_(local_prefix|prefix|dry_run|ignore_scripts|workspace)$/

/**
 * The environment for an npm of our own. The packaged Node leaves the search path: `npm ci` removes it half way, and the
 * install scripts of other packages need a Node that stays.
 */
function outerEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !outerRun.test(name) && !outerPrefix.test(name.toLowerCase()),
  )
  const environment = Object.fromEntries(kept)
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  environment[name] = (environment[name] ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin|node-gyp-bin/.test(folder))
    .join(delimiter)
  return environment
}

function options(folder) {
  return { cwd: folder, env: outerEnvironment(), shell: process.platform === 'win32' }
}

/** Runs the machine's own npm with the terminal attached; resolves with the exit code. */
export function npm(folder, parameters) {
  return run('npm', parameters, options(folder))
}

/** Runs the machine's own npm quietly; resolves with exit code and output. */
export function quietNpm(folder, parameters) {
  return capture('npm', parameters, options(folder))
}
