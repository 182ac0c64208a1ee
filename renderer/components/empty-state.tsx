import type { ReactNode } from 'react'
import './empty-state.css'

/** What is shown where there is nothing to show: why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  next,
  children,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly next: string
  readonly children?: ReactNode
}) {
  return (
    <div className="empty">
      <div className="empty-icon">{icon}</div>
      <p className="empty-title">{title}</p>
      <p className="empty-next">{next}</p>
      {children}
    </div>
  )
}
