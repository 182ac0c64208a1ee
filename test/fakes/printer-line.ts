import { once } from 'node:events'
import { constants, createReadStream, type ReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../wait/until.ts'
import { joinTtys, type JoinedTtys } from './serial-pty.ts'

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
  return new SocatLine(folder, near, far, await joinTtys(near, far))
}

class SocatLine implements PrinterLine {
  readonly path: string
  readonly #folder: string
  readonly #far: string
  readonly #joined: JoinedTtys
  #received: Buffer = Buffer.alloc(0)
  #stream: ReadStream | null = null

  constructor(folder: string, near: string, far: string, joined: JoinedTtys) {
    this.path = near
    this.#folder = folder
    this.#far = far
    this.#joined = joined
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
      if (Buffer.from(bytes).includes(question)) void this.#joined.ends[0].write(reply)
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
    const { socat, ends } = this.#joined
    if (socat.exitCode !== null || socat.signalCode !== null) return
    const gone = once(socat, 'exit')
    socat.kill('SIGKILL')
    await gone
    this.#stream?.destroy()
    await Promise.all(ends.map((end) => end.close()))
  }

  async remove(): Promise<void> {
    await this.unplug()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
