import type { ReactNode } from 'react'
import './button.css'

/** A button big enough for a gloved finger. */
export function Button({
  kind = 'plain',
  children,
  ...rest
}: {
  readonly kind?: 'plain' | 'primary' | 'quiet'
  readonly children: ReactNode
  readonly onClick: () => void
  readonly disabled?: boolean
  readonly title?: string
  readonly testId?: string
}) {
  const { testId, ...props } = rest
  return (
    <button type="button" className={`button button-${kind}`} data-testid={testId} {...props}>
      {children}
    </button>
  )
}
