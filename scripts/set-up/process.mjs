import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command with the terminal attached and resolves with its exit code. Stop signals are passed on, so that the
 * child can end its work before this process ends.
 */
export function run(command, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    for (const signal of forwarded) process.on(signal, pass)
    const settle = () => {
      for (const signal of forwarded) process.off(signal, pass)
    }
    child.once('error', (error) => {
      settle()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      settle()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** Runs a command quietly and resolves with its exit code, everything it printed, and the seconds it took. */
export function capture(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const started = performance.now()
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const settle = (code) => {
      resolve({ code, output, seconds: (performance.now() - started) / 1000 })
    }
    child.once('error', (error) => {
      output += String(error)
      settle(127)
    })
    child.once('close', (code) => settle(code ?? 1))
  })
}

/** What a short command prints, or undefined when it cannot run or fails. */
export function answerOf(command, parameters) {
  const result = spawnSync(command, parameters, { encoding: 'utf8' })
  return result.status === 0 ? result.stdout : undefined
}

/** Whether a command is on the search path. */
export function isOnPath(command) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  return folders.some((folder) =>
    endings.some((ending) => existsSync(join(folder, command + ending))),
  )
}
