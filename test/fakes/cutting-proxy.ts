import { createServer, connect, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A piece of network before a server that can be cut at one exact moment. */
export interface CuttingProxy {
  readonly url: string
  /**
   * Resolves at the next answer of the server: its first byte has arrived here, and neither it nor anything else goes on to the
   * client. Whatever was asked has been done, and nobody will hear of it.
   */
  swallowAnswer(): Promise<void>
  /** Resolves as soon as the next request has gone through, whatever the server makes of it. */
  nextRequest(): Promise<void>
  close(): Promise<void>
}

/** Starts one before a port of this machine. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const proxy = new Proxy(targetPort)
  await proxy.listen()
  return proxy
}

class Proxy implements CuttingProxy {
  readonly #targetPort: number
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  #onAnswer: (() => void) | null = null
  #onRequest: (() => void) | null = null

  constructor(targetPort: number) {
    this.#targetPort = targetPort
    this.#server = createServer((client) => {
      this.#join(client)
    })
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  listen(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve)
    })
  }

  swallowAnswer(): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswer = resolve
    })
  }

  nextRequest(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRequest = resolve
    })
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve()
      })
    })
  }

  #join(client: Socket): void {
    const target = connect(this.#targetPort, '127.0.0.1')
    const cut = (): void => {
      client.destroy()
      target.destroy()
    }
    for (const socket of [client, target]) {
      this.#sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', cut)
      socket.once('close', () => this.#sockets.delete(socket))
    }
    client.on('data', (bytes) => {
      target.write(bytes)
      this.#take('#onRequest')
    })
    target.on('data', (bytes) => {
      if (this.#take('#onAnswer')) cut()
      else client.write(bytes)
    })
  }

  /** Tells whoever waits, once; answers whether anybody did. */
  #take(which: '#onAnswer' | '#onRequest'): boolean {
    const waiting = which === '#onAnswer' ? this.#onAnswer : this.#onRequest
    if (which === '#onAnswer') this.#onAnswer = null
    else this.#onRequest = null
    waiting?.()
    return waiting !== null
  }
}
