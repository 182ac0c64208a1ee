import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** How much log a station keeps. */
export interface LogFileOptions {
  /** Folder of the log files; made when it is not there. */
  readonly folder: string
  /** Size at which a new file is begun, bytes. */
  readonly maxBytes: number
  /** How many full files are kept beside the current one. */
  readonly keep: number
}

/** A log on disk: `station.log`, and the older `station.1.log` (youngest) to `station.<keep>.log`. */
export interface LogFile {
  /** Appends one line. Never throws: a full disk loses lines, and the next line that fits says how many. */
  readonly write: (line: string) => void
  readonly close: () => void
}

/**
 * Opens the log for appending. Writes are synchronous, so the last words before a crash are on disk; a line costs
 * microseconds, because nothing waits for the platter.
 */
export function openLogFile(options: LogFileOptions): LogFile {
  let file: OpenFile | null = null
  let lost = 0
  const append = (line: string): void => {
    const bytes = Buffer.from(`${line}\n`)
    file ??= open(options.folder)
    if (file.size > 0 && file.size + bytes.length > options.maxBytes) {
      closeSync(file.descriptor)
      file = null
      rotate(options)
      file = open(options.folder)
    }
    writeSync(file.descriptor, bytes)
    file.size += bytes.length
  }
  return {
    write: (line) => {
      try {
        if (lost > 0) append(JSON.stringify({ event: 'log.lines-lost', lines: lost }))
        lost = 0
        append(line)
      } catch {
        lost += 1
      }
    },
    close: () => {
      if (file) closeSync(file.descriptor)
      file = null
    },
  }
}

interface OpenFile {
  readonly descriptor: number
  size: number
}

function pathOf(folder: string, generation: number): string {
  return join(folder, generation === 0 ? 'station.log' : `station.${generation}.log`)
}

function open(folder: string): OpenFile {
  mkdirSync(folder, { recursive: true })
  const descriptor = openSync(pathOf(folder, 0), 'a', 0o600)
  return { descriptor, size: fstatSync(descriptor).size }
}

function rotate({ folder, keep }: LogFileOptions): void {
  rmSync(pathOf(folder, keep), { force: true })
  for (let generation = keep - 1; generation >= 0; generation -= 1) {
    rename(pathOf(folder, generation), pathOf(folder, generation + 1))
  }
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    // A generation that was never written, or was tidied away by hand, is no reason to stop logging.
  }
}
