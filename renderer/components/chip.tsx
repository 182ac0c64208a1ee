import type { ReactNode } from 'react'
import './chip.css'
import { ToneShape, type Tone } from './tone.tsx'

/** A small status: shape, colour and text together. `tone` null = a plain word. */
export function Chip({
  tone = null,
  large = false,
  children,
}: {
  readonly tone?: Tone | null
  readonly large?: boolean
  readonly children: ReactNode
}) {
  return (
    <span className={`chip chip-${tone ?? 'plain'} ${large ? 'chip-large' : ''}`}>
      {tone && <ToneShape tone={tone} size={large ? 20 : 15} />}
      <span className="chip-text">{children}</span>
    </span>
  )
}
