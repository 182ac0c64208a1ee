import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { say, SetUpError } from './say.mjs'
import { hasDisplay } from './system.mjs'

const size = '1920x1080x24'

/** Without a listener a signal would end this process with no exit event, and the display would stay behind. */
function endWithThisProcess(server) {
  process.once('exit', () => server.kill())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(1)
    })
  }
}

/**
 * Starts a display of its own where the machine has none, and puts its name into the environment of what follows. It
 * ends with this process.
 */
export async function ensureDisplay() {
  if (hasDisplay()) return
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const ended = once(server, 'exit').then(() => undefined)
  const named = once(server.stdio[3], 'data').then(([chunk]) => String(chunk).trim())
  const name = await Promise.race([named, ended])
  if (!name) throw new SetUpError('Xvfb did not start. Try `Xvfb :99` by hand to see why.')
  server.unref()
  server.stdio[3].destroy()
  endWithThisProcess(server)
  process.env.DISPLAY = `:${name}`
  say(`No display here: started Xvfb on :${name}.`)
}
