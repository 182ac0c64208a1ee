import { useEffect, useRef, type ReactNode } from 'react'
import './modal.css'

/** A dialogue over the screen. Escape and a press beside it close it. Mount it to open, unmount it to close. */
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
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`modal ${wide ? 'modal-wide' : ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="modal-body">
        <h2 className="modal-title">{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
