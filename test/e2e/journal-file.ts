import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFrameLine } from '../../electron/main/journal/frame-line.ts'
import { factOf, journalFrame, stationFactOf } from '../../shared/protocol/frame.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'

/** One frame as it lies on the disk. */
export interface FrameOnDisk {
  /** The exact text that was hashed and sent. */
  readonly text: string
  /** What it says of an order; null = it is about the station. */
  readonly fact: DomainEvent | null
}

/** Reads a station's journal from its files; throws at a line that is not whole. */
export async function readJournalFiles(dataFolder: string): Promise<readonly FrameOnDisk[]> {
  const folder = join(dataFolder, 'journal')
  const names = (await readdir(folder)).filter((name) => /^journal-\d+\.log$/.test(name)).sort()
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))
  return files.flatMap((file) =>
    file
      .split('\n')
      .filter((line) => line !== '')
      .map(readLine),
  )
}

/** Names of what recovery has cut off: writes that were under way when the program was killed. */
export async function tornWrites(dataFolder: string): Promise<readonly string[]> {
  const names = await readdir(join(dataFolder, 'journal'))
  return names.filter((name) => name.startsWith('torn-'))
}

function readLine(line: string): FrameOnDisk {
  const read = readFrameLine(Buffer.from(line, 'latin1'))
  if (!read) throw new Error(`a line of the journal is broken: ${line.slice(0, 120)}`)
  const text = Buffer.from(read.text).toString('utf8')
  const frame = journalFrame.parse(JSON.parse(text))
  const fact = factOf(frame)
  if (!fact && !stationFactOf(frame)) throw new Error(`a frame holds no fact: ${text}`)
  return { text, fact }
}
