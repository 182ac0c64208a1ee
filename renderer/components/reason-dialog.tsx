import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Modal } from './modal.tsx'
import './reason-dialog.css'

/** Everything that the question says, in the language of the screen. */
export interface ReasonTexts {
  readonly title: string
  readonly other: string
  readonly cancel: string
  readonly confirm: string
}

/** One reason that is offered. */
export interface OfferedReason {
  readonly text: string
  readonly testId: string
}

/** Asks why before something is done that needs a reason: one of those offered, or one in words. */
export function ReasonDialog({
  texts,
  warning,
  reasons,
  confirmTestId,
  onConfirm,
  onClose,
}: {
  readonly texts: ReasonTexts
  /** What the person should know first. */
  readonly warning: ReactNode
  readonly reasons: readonly OfferedReason[]
  readonly confirmTestId: string
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}) {
  const [chosen, setChosen] = useState('')
  const [other, setOther] = useState('')
  const written = other.trim()
  const reason = written !== '' ? written : chosen
  const confirm = (): void => {
    onConfirm(reason)
    onClose()
  }
  return (
    <Modal title={texts.title} onClose={onClose}>
      <p className="reason-warning">{warning}</p>
      <div className="reason-choice" role="radiogroup" aria-label={texts.title}>
        {reasons.map(({ text, testId }) => (
          <button
            key={testId}
            type="button"
            role="radio"
            aria-checked={reason === text}
            className="reason-offered"
            data-testid={testId}
            onClick={() => {
              setChosen(text)
              setOther('')
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <label className="reason-other">
        <span>{texts.other}</span>
        <input
          type="text"
          maxLength={200}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
      </label>
      <div className="reason-actions">
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" disabled={reason === ''} onClick={confirm} testId={confirmTestId}>
          {texts.confirm}
        </Button>
      </div>
    </Modal>
  )
}
