import { useEffect, useRef, type ReactNode } from 'react'
import './modal.css'

/**
 * A dialogue over the screen. Escape and a press beside it close it. Mount it to open, unmount it to close. It never covers
 * the feedback band: a wrong must be seen and acknowledged whatever is open.
 */
export function Modal({
  title,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string
  readonly wide?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const dialog = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div
      className="modal-ground"
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div
        ref={dialog}
        className={`modal ${wide ? 'modal-wide' : ''}`}
        role="dialog"
        aria-label={title}
        tabIndex={-1}
      >
        <h2 className="modal-title">{title}</h2>
        {children}
      </div>
    </div>
  )
}
