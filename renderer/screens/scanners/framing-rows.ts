import type { Framing } from '../../../shared/ipc/scanner-routes.ts'
import { named } from './wire-words.ts'

const names = ['suffix', 'idleFlushMs', 'prefix', 'aim', 'charset'] as const

/** One point of a scanner's settings; `then` null = it stays. */
export interface FramingRow {
  readonly name: (typeof names)[number]
  readonly now: string
  readonly then: string | null
}

/** The points of a framing beside what they should be. The silence counts only where it ends a code. */
export function framingRows(present: Framing, proposal: Framing | null): readonly FramingRow[] {
  const wanted = proposal ?? present
  return names
    .filter((name) => name !== 'idleFlushMs' || wanted.suffix === 'none')
    .map((name) => {
      const [now, then] = [named(String(present[name])), named(String(wanted[name]))]
      return { name, now, then: then === now ? null : then }
    })
}

export function isSameFraming(one: Framing, other: Framing): boolean {
  return names.every((name) => one[name] === other[name])
}
