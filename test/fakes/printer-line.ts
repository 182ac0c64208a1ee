import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants, createReadStream, type ReadStream } from 'node:fs'
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { until } from '../wait/until.ts'

/** A printer at the far end of a line: real ttys joined by socat. The program opens `path`; nothing is read before `read`. */
export interface PrinterLine {
  readonly path: string
  /** The printer begins to take bytes. */
  read(): void
  received(): Buffer
  /** Takes bytes, and answers these with those. */
  answer(question: Buffer, reply: Buffer): void
  /** Resolves when so much was written that the line is full. */
  filled(): Promise<void>
  unplug(): Promise<void>
  remove(): Promise<void>
}

/** Makes a line that is plugged in. Needs socat. */
export async function createPrinterLine(): Promise<PrinterLine> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-line-'))
  const [near, far] = [join(folder, 'near'), join(folder, 'far')]
  const socat = spawn('socat', ['-d', '-d', ...[near, far].map(endAt)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilJoined(socat)
  // socat ends when the last descriptor of a side closes, so one is held open on each.
  const held = constants.O_RDWR | constants.O_NOCTTY
  const ends = [await open(near, held), await open(far, held)]
  return new SocatLine(folder, near, far, socat, ends)
}

const endAt = (path: string): string => `pty,raw,echo=0,link=${path}`

async function untilJoined({ stderr }: ChildProcess): Promise<void> {
  if (!stderr) throw new Error('socat has no stderr')
  for await (const line of createInterface(stderr))
    if (line.includes('starting data transfer loop')) return
  throw new Error('socat ended before its two ttys were joined')
}

class SocatLine implements PrinterLine {
  readonly path: string
  readonly #folder: string
  readonly #far: string
  readonly #socat: ChildProcess
  readonly #ends: readonly FileHandle[]
  #received: Buffer = Buffer.alloc(0)
  #stream: ReadStream | null = null

  constructor(
    folder: string,
    near: string,
    far: string,
    socat: ChildProcess,
    ends: readonly FileHandle[],
  ) {
    this.path = near
    this.#folder = folder
    this.#far = far
    this.#socat = socat
    this.#ends = ends
  }

  read(): void {
    this.#stream = createReadStream(this.#far)
    this.#stream.on('error', () => undefined)
    this.#stream.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, Buffer.from(bytes)])
    })
  }

  received = (): Buffer => this.#received

  answer(question: Buffer, reply: Buffer): void {
    this.read()
    this.#stream?.on('data', (bytes) => {
      if (Buffer.from(bytes).includes(question)) void this.#ends[1]?.write(reply)
    })
  }

  /** A tty holds some kilobytes and socat as many; what is beyond waits in the program. */
  async filled(): Promise<void> {
    await until('bytes wait at the far end', async () => {
      const probe = await open(this.#far, constants.O_RDONLY | constants.O_NONBLOCK)
      try {
        return (await probe.read(Buffer.alloc(1), 0, 1, null)).bytesRead > 0
      } finally {
        await probe.close()
      }
    })
  }

  async unplug(): Promise<void> {
    if (this.#socat.exitCode !== null || this.#socat.signalCode !== null) return
    const gone = once(this.#socat, 'exit')
    this.#socat.kill('SIGKILL')
    await gone
    this.#stream?.destroy()
    await Promise.all(this.#ends.map((end) => end.close()))
  }

  async remove(): Promise<void> {
    await this.unplug()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
