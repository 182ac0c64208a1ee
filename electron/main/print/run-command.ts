import { spawn } from 'node:child_process'

/** How a command ended. */
export interface CommandOutcome {
  /** Exit code; null when it was ended from outside, or ran out of time. */
  readonly code: number | null
  /** What it wrote, errors included. */
  readonly output: string
}

/** Runs a command of the system, without a shell, and gives it these bytes to read. */
export type RunCommand = (
  command: string,
  parameters: readonly string[],
  input: Uint8Array | null,
) => Promise<CommandOutcome>

const timeoutMs = 10_000

/** The machine's own commands. One that is not installed ends with code 127 and says so. */
export const runSystemCommand: RunCommand = (command, parameters, input) =>
  new Promise((settle) => {
    // Messages are looked at, so they have to be in one language.
    const env = { ...process.env, LC_ALL: 'C' }
    const child = spawn(command, parameters, { env, timeout: timeoutMs })
    let output = ''
    const take = (bytes: Buffer): void => {
      output += bytes.toString('utf8')
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', (error) => settle({ code: 127, output: error.message }))
    child.once('close', (code) => settle({ code, output }))
    // A command that ends early closes its end; its code tells.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input ?? undefined)
  })
