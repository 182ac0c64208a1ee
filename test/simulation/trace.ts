import { createHash } from 'node:crypto'

/** What happened, line by line. Two runs of one seed have the same lines, so the same hash. */
export class Trace {
  readonly #hash = createHash('sha256')
  readonly #show: (line: string) => void
  readonly #last: string[] = []
  lines = 0

  constructor(show: (line: string) => void = () => undefined) {
    this.#show = show
  }

  write(line: string): void {
    this.lines += 1
    this.#hash.update(`${line}\n`)
    this.#last.push(line)
    if (this.#last.length > 40) this.#last.shift()
    this.#show(line)
  }

  /** The last lines, for whoever has to understand a failure. */
  get tail(): readonly string[] {
    return this.#last
  }

  /** To be called once, at the end. */
  digest(): string {
    return this.#hash.digest('hex')
  }
}
