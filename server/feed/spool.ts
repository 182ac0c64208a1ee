import { open, rm, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'

const readSize = 256 * 1024

/** Writes a text that is long in coming; it is handed a function that takes the next piece. */
export type Producer = (write: (text: string) => Promise<void>) => Promise<void>

/**
 * Lets a producer run at the speed of the disk while a reader follows at its own. A snapshot is read inside a database
 * transaction, and a station on a bad line must not hold that open.
 *
 * @param path a file that does not exist yet; it is gone afterwards
 */
export function spool(path: string, produce: Producer): Readable {
  return Readable.from(follow(path, produce), { objectMode: false })
}

async function* follow(path: string, produce: Producer): AsyncGenerator<Buffer> {
  const file = await open(path, 'wx+', 0o600)
  const writing = new SpoolWriting(file)
  const produced = writing.run(produce)
  // Its failure is told below, when the reader has come that far.
  produced.catch(() => undefined)
  try {
    yield* read(file, writing)
    await produced
  } finally {
    writing.abandon()
    await produced.catch(() => undefined)
    await file.close()
    await rm(path, { force: true })
  }
}

async function* read(file: FileHandle, writing: SpoolWriting): AsyncGenerator<Buffer> {
  let position = 0
  for (;;) {
    const isOver = writing.isOver
    const available = writing.length - position
    if (available > 0) {
      const buffer = Buffer.alloc(Math.min(available, readSize))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    } else if (isOver) {
      return
    } else {
      await writing.progress()
    }
  }
}

/** The producing half: how far it has come, and whom to wake when it gets further. */
class SpoolWriting {
  length = 0
  isOver = false
  readonly #file: FileHandle
  #isAbandoned = false
  #wake: () => void = () => undefined

  constructor(file: FileHandle) {
    this.#file = file
  }

  async run(produce: Producer): Promise<void> {
    try {
      await produce((text) => this.#write(text))
    } finally {
      this.isOver = true
      this.#wake()
    }
  }

  async #write(text: string): Promise<void> {
    if (this.#isAbandoned) throw new Error('The reader of this snapshot has gone away')
    const bytes = Buffer.from(text, 'utf8')
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.length)
      done += bytesWritten
      this.length += bytesWritten
    }
    this.#wake()
  }

  /** Resolves when there is more to read, or no more to come. */
  progress(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  /** The next write fails, which ends the producer. */
  abandon(): void {
    this.#isAbandoned = true
  }
}
