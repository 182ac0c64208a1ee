import { centreReport, type CentreReport, type CentreRequest } from './messages.ts'

/** The centre's process as its parent sees it. */
export interface CentreChild {
  readonly postMessage: (message: CentreRequest) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** Called once, however it ended. */
  readonly onExit: (listener: () => void) => void
  readonly kill: () => void
}

export type EmbeddedCentreState =
  | { readonly state: 'preparing'; readonly detail: string }
  | { readonly state: 'ready'; readonly url: string; readonly adminToken: string }
  /** It will not start by trying again; a person has to do what `remedy` says. */
  | { readonly state: 'failed'; readonly message: string; readonly remedy: string }

export interface EmbeddedCentreOptions {
  readonly dataDirectory: string
  readonly preparedArchive?: string
  /** Fill an empty centre with the demo shop. */
  readonly seedDemo: boolean
  /** Folder with pictures of the demo shop's goods; without it they have none. */
  readonly demoPictures?: string
  /** Starts the process; it is called again when the process has died. */
  readonly fork: () => CentreChild
  readonly onState: (state: EmbeddedCentreState) => void
  /** Runs something later and answers what calls it off: `setTimeout` in the app. */
  readonly later: (run: () => void, delayMs: number) => () => void
}

export interface EmbeddedCentre {
  /** A code with which a station can enrol; null when the centre is not ready or dies before it answers. */
  readonly createPairingCode: () => Promise<string | null>
  /** Lets the centre close its database, at most for a few seconds. */
  readonly close: () => Promise<void>
}

const firstDelayMs = 500
const longestDelayMs = 30_000
const closingPatienceMs = 8_000

/** Keeps a centre running beside the app: starts it, starts it again when it dies, and closes it in an orderly way. */
export function superviseCentre(options: EmbeddedCentreOptions): EmbeddedCentre {
  const supervision = new Supervision(options)
  supervision.start()
  return {
    createPairingCode: () => supervision.createPairingCode(),
    close: () => supervision.close(),
  }
}

class Supervision {
  readonly #options: EmbeddedCentreOptions
  #child: CentreChild | null = null
  #isReady = false
  #isClosing = false
  #deaths = 0
  #callOffRestart: () => void = () => undefined
  #waitingForCode: ((code: string | null) => void)[] = []
  #closed: () => void = () => undefined

  constructor(options: EmbeddedCentreOptions) {
    this.#options = options
  }

  start(): void {
    const { dataDirectory, preparedArchive, seedDemo, demoPictures, fork } = this.#options
    const child = fork()
    this.#child = child
    child.onMessage((message) => {
      this.#hear(centreReport.parse(message))
    })
    child.onExit(() => {
      this.#mourn()
    })
    const prepared = preparedArchive === undefined ? {} : { preparedArchive }
    const pictures = demoPictures === undefined ? {} : { demoPictures }
    child.postMessage({ type: 'start', dataDirectory, seedDemo, ...prepared, ...pictures })
  }

  createPairingCode(): Promise<string | null> {
    const child = this.#child
    if (!child || !this.#isReady) return Promise.resolve(null)
    return new Promise((resolve) => {
      this.#waitingForCode.push(resolve)
      child.postMessage({ type: 'pairing-code' })
    })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#callOffRestart()
    const child = this.#child
    if (!child) return
    await new Promise<void>((resolve) => {
      child.postMessage({ type: 'close' })
      const callOff = this.#options.later(() => {
        child.kill()
      }, closingPatienceMs)
      this.#closed = () => {
        callOff()
        resolve()
      }
    })
  }

  #hear(report: CentreReport): void {
    const { onState } = this.#options
    switch (report.type) {
      case 'preparing':
        if (!this.#isReady) onState({ state: 'preparing', detail: report.detail })
        return
      case 'ready':
        this.#isReady = true
        this.#deaths = 0
        onState({ state: 'ready', url: report.url, adminToken: report.adminToken })
        return
      case 'failed':
        // Its process stays, with nothing to do, until the app closes or a person helps.
        onState({ state: 'failed', message: report.message, remedy: report.remedy })
        return
      case 'pairing-code':
        this.#waitingForCode.shift()?.(report.pairingCode)
    }
  }

  #mourn(): void {
    this.#child = null
    this.#isReady = false
    for (const resolve of this.#waitingForCode.splice(0)) resolve(null)
    if (this.#isClosing) {
      this.#closed()
      return
    }
    const delayMs = Math.min(firstDelayMs * 2 ** this.#deaths, longestDelayMs)
    this.#deaths += 1
    this.#options.onState({
      state: 'preparing',
      detail: 'The centre stopped; it is started again.',
    })
    this.#callOffRestart = this.#options.later(() => {
      this.start()
    }, delayMs)
  }
}
