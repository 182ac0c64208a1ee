import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** How the printer behaves on its side of the wire. */
export interface FakePrinterHabits {
  /** Pauses after each chunk, as a printer whose buffer is full does; 0 = reads as fast as it can. */
  readonly pauseMs: number
  /** Accepts, and never reads a byte. */
  readonly neverReads: boolean
  /** Resets the connection once this many bytes were read; null = never. */
  readonly resetAfterBytes: number | null
  /** Closes in order, without reading, as soon as somebody connects. */
  readonly closesAtOnce: boolean
  /** Closes in order once this many bytes were read, whatever still comes. */
  readonly closesAfterBytes: number | null
  /** Sends this many status bytes with every chunk that it reads. */
  readonly statusBytes: number
  /** Does not close when the other side has ended. */
  readonly neverCloses: boolean
  /**
   * Answers this question whenever it comes, and prints nothing of it; null = it is taken for a part of a document. With
   * `restAfterMs` one byte comes at once and the rest so much later.
   */
  readonly status: {
    readonly question: Uint8Array
    readonly answer: Uint8Array
    readonly restAfterMs?: number
  } | null
  /** Stops reading once it has this many bytes, and goes on after `outOfPaperMs`: paper out in the middle of a label. */
  readonly outOfPaperAfterBytes: number | null
  readonly outOfPaperMs: number
}

const ordinary: FakePrinterHabits = {
  pauseMs: 0,
  neverReads: false,
  resetAfterBytes: null,
  closesAtOnce: false,
  closesAfterBytes: null,
  statusBytes: 0,
  neverCloses: false,
  status: null,
  outOfPaperAfterBytes: null,
  outOfPaperMs: 0,
}

/** A label printer on a TCP port of this machine: bytes in, bytes recorded. */
export interface FakePrinter {
  readonly host: string
  readonly port: number
  /** One entry a connection: all bytes that the printer has read from it. */
  documents(): readonly Buffer[]
  /** Connections accepted so far, with or without bytes. */
  connections(): number
  /** Tells of every connection as it is accepted, before a byte is read. */
  onConnection(listener: () => void): void
  /** Changes what it does with later connections. */
  behave(habits: Partial<FakePrinterHabits>): void
  /** Resolves when this many connections have ended: closed, or, at a printer that never closes, ended by the other side. */
  finished(count: number): Promise<void>
  /** Stops listening and cuts what is open; the port refuses afterwards. */
  turnOff(): Promise<void>
  /** Listens again on the same port. */
  turnOn(): Promise<void>
}

/** Starts a printer on a free port. */
export async function startFakePrinter(
  habits: Partial<FakePrinterHabits> = {},
): Promise<FakePrinter> {
  const printer = new TcpPrinter({ ...ordinary, ...habits })
  await printer.turnOn()
  return printer
}

class TcpPrinter implements FakePrinter {
  readonly host = '127.0.0.1'
  port = 0
  readonly #documents: Buffer[][] = []
  readonly #sockets = new Set<Socket>()
  readonly #listeners: (() => void)[] = []
  #habits: FakePrinterHabits
  #server: Server | null = null
  #finished = 0
  #watchers: { readonly count: number; readonly resolve: () => void }[] = []

  constructor(habits: FakePrinterHabits) {
    this.#habits = habits
  }

  documents = (): readonly Buffer[] =>
    this.#documents.map((chunks) => Buffer.concat(chunks)).filter((bytes) => bytes.length > 0)

  connections = (): number => this.#documents.length

  onConnection(listener: () => void): void {
    this.#listeners.push(listener)
  }

  behave(habits: Partial<FakePrinterHabits>): void {
    this.#habits = { ...this.#habits, ...habits }
  }

  finished(count: number): Promise<void> {
    if (this.#finished >= count) return Promise.resolve()
    return new Promise((resolve) => {
      this.#watchers.push({ count, resolve })
    })
  }

  turnOn(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      this.#accept(socket)
    })
    this.#server = server
    return new Promise((resolve) => {
      server.listen(this.port, this.host, () => {
        this.port = (server.address() as AddressInfo).port
        resolve()
      })
    })
  }

  turnOff(): Promise<void> {
    // Without power nothing is closed in order.
    for (const socket of this.#sockets) {
      socket.resetAndDestroy()
      // By itself it would wait until what it still has to say is gone.
      socket.destroy()
    }
    const server = this.#server
    this.#server = null
    return new Promise((resolve) => {
      if (server) server.close(() => resolve())
      else resolve()
    })
  }

  #accept(socket: Socket): void {
    const habits = this.#habits
    const chunks: Buffer[] = []
    this.#documents.push(chunks)
    this.#sockets.add(socket)
    for (const listener of this.#listeners) listener()
    socket.on('error', () => undefined)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      if (!habits.neverCloses) this.#countFinished()
    })
    if (habits.closesAtOnce) socket.end(() => socket.destroy())
    else if (!habits.neverReads) this.#read(socket, chunks, habits)
  }

  #read(socket: Socket, chunks: Buffer[], habits: FakePrinterHabits): void {
    let read = 0
    socket.on('data', (received: Buffer) => {
      const chunk = this.#answer(socket, received, habits)
      chunks.push(chunk)
      read += chunk.length
      if (habits.statusBytes > 0) socket.write(Buffer.alloc(habits.statusBytes, 0x14))
      if (habits.resetAfterBytes !== null && read >= habits.resetAfterBytes)
        socket.resetAndDestroy()
      else if (habits.closesAfterBytes !== null && read >= habits.closesAfterBytes)
        socket.end(() => socket.destroy())
      else if (isAt(habits.outOfPaperAfterBytes, read, chunk.length))
        pause(socket, habits.outOfPaperMs)
      else if (habits.pauseMs > 0) pause(socket, habits.pauseMs)
    })
    socket.once('end', () => {
      if (!habits.neverCloses) socket.end()
      else this.#countFinished()
    })
    socket.resume()
  }

  /** What is left of a piece when the question before the document is answered. */
  #answer(socket: Socket, chunk: Buffer, { status }: FakePrinterHabits): Buffer {
    if (!status || !chunk.subarray(0, status.question.length).equals(status.question)) return chunk
    const { answer, restAfterMs } = status
    socket.write(restAfterMs === undefined ? answer : answer.subarray(0, 1))
    if (restAfterMs !== undefined)
      setTimeout(() => {
        if (socket.writable) socket.write(answer.subarray(1))
      }, restAfterMs)
    return chunk.subarray(status.question.length)
  }

  #countFinished(): void {
    this.#finished += 1
    for (const { count, resolve } of this.#watchers) if (this.#finished >= count) resolve()
    this.#watchers = this.#watchers.filter(({ count }) => count > this.#finished)
  }
}

/** Whether this chunk was the one that reached a count. */
function isAt(count: number | null, read: number, chunkLength: number): boolean {
  return count !== null && read >= count && read - chunkLength < count
}

function pause(socket: Socket, pauseMs: number): void {
  socket.pause()
  setTimeout(() => socket.resume(), pauseMs)
}
