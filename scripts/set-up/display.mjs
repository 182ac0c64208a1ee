import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { say, SetUpError } from './say.mjs'
import { hasDisplay } from './system.mjs'

const size = '1920x1200x24'

/** Without a listener a signal would end this process with no exit event, and the display would stay behind. */
function endWithThisProcess(server) {
  process.once('exit', () => server.kill())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(1)
    })
  }
}

/** Starts a display server on a free number; resolves with that number, or with nothing when it did not start. */
async function startServer() {
  const parameters = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp']
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  // The server writes its number in pieces and then closes: hanging up earlier would kill it with a broken pipe.
  let number = ''
  server.stdio[3].on('data', (chunk) => (number += chunk))
  await once(server.stdio[3], 'end')
  server.unref()
  endWithThisProcess(server)
  return number.trim()
}

/**
 * Starts a display of its own where the machine has none, and puts its name into the environment of what follows. It
 * ends with this process.
 */
export async function ensureDisplay() {
  if (hasDisplay()) return
  const number = await startServer()
  if (!number) throw new SetUpError('Xvfb did not start. Try `Xvfb :99` by hand to see why.')
  process.env.DISPLAY = `:${number}`
  say(`No display here: started Xvfb on :${number}.`)
}
