import { spawn } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../wait/until.ts'

/** A real tty with a scanner at the far end. */
export interface TtyScanner {
  /** The path that goes into the station's settings. */
  readonly path: string
  /** Writes raw bytes, as the scanner's cable would carry them. */
  write(bytes: string | Uint8Array): void
  /** Sends a code with its CR. */
  scan(code: string): void
  close(): void
}

/**
 * Starts a socat pty pair in a folder. A descriptor is held open on both ends, because socat ends with the last one that
 * closes (hardware facts 1.3).
 */
export async function openTtyScanner(folder: string): Promise<TtyScanner> {
  const path = join(folder, 'tty-station')
  const farPath = join(folder, 'tty-scanner')
  const ends = [path, farPath].map((end) => `pty,raw,echo=0,link=${end}`)
  const socat = spawn('socat', ends, { stdio: 'ignore' })
  await until('both ends of the tty exist', () => existsSync(path) && existsSync(farPath))
  const flags = constants.O_RDWR | constants.O_NOCTTY
  const held = openSync(path, flags)
  const far = openSync(farPath, flags)
  const write = (bytes: string | Uint8Array): void => {
    writeSync(far, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  }
  return {
    path,
    write,
    scan: (code) => write(`${code}\r`),
    close() {
      closeSync(held)
      closeSync(far)
      socat.kill()
    },
  }
}
