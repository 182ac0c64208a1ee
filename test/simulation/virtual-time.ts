import { quiet } from './quiet.ts'

/** Something that can die: a process, a window. What it has planned happens only while it lives. */
export interface Owner {
  readonly name: string
  alive: boolean
}

interface Happening {
  readonly at: number
  readonly order: number
  readonly owner: Owner | null
  readonly name: string
  readonly run: () => void
}

/** What a step did. */
export interface Step {
  readonly at: number
  readonly owner: string
  readonly name: string
}

/**
 * The only clock of a simulation, in ms. Nothing waits in real time: a step takes the next thing that is planned, does it, and
 * ends when all that it set off has come to rest.
 */
export class VirtualTime {
  #now = 0
  #order = 0
  #planned: Happening[] = []
  /** Called before each thing happens, for what has to be in place for its owner. */
  prepare: (owner: Owner | null) => void = () => undefined

  get now(): number {
    return this.#now
  }

  /** Plans something; the answer calls it off. */
  plan(owner: Owner | null, delayMs: number, name: string, run: () => void): () => void {
    const at = this.#now + Math.max(0, delayMs)
    const happening = { at, order: (this.#order += 1), owner, name, run }
    let place = this.#planned.length
    while (place > 0 && (this.#planned[place - 1]?.at ?? 0) > at) place -= 1
    this.#planned.splice(place, 0, happening)
    return () => {
      const index = this.#planned.indexOf(happening)
      if (index >= 0) this.#planned.splice(index, 1)
    }
  }

  /** Waits that long, or less when the signal is aborted. An owner that dies meanwhile never wakes. */
  sleep(owner: Owner, ms: number, name: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return void resolve()
      const callOff = this.plan(owner, ms, name, () => {
        signal?.removeEventListener('abort', wake)
        resolve()
      })
      const wake = (): void => {
        callOff()
        resolve()
      }
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  /** Does the next thing; null when nothing is planned before `until`. */
  async step(until: number): Promise<Step | null> {
    for (;;) {
      const next = this.#planned[0]
      if (!next || next.at > until) return null
      this.#planned.shift()
      if (next.owner && !next.owner.alive) continue
      this.#now = next.at
      this.prepare(next.owner)
      next.run()
      await quiet()
      return { at: next.at, owner: next.owner?.name ?? 'world', name: next.name }
    }
  }
}
