import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { KeyboardIcon } from '../../components/icons.tsx'
import { Modal } from '../../components/modal.tsx'
import { useServices } from '../services.ts'
import { useKey } from '../use-key.ts'
import './code-entry.css'

/** For a barcode that no scanner reads: a button, and F12, that ask for its number. */
export function CodeEntry() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useKey('F12', () => setOpen(!open))
  return (
    <>
      <button
        type="button"
        className="status-switch"
        title={t('codeEntry.open')}
        aria-label={t('codeEntry.open')}
        data-testid="code-entry"
        onClick={() => setOpen(true)}
      >
        <KeyboardIcon size={20} />
      </button>
      {open && <CodeDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const code = text.trim()
  const enter = (): void => {
    if (code === '') return
    station.intents.enterCode(code)
    onClose()
  }
  return (
    <Modal title={t('codeEntry.title')} onClose={onClose}>
      <div className="code-entry">
        <label>
          <span>{t('codeEntry.how')}</span>
          <input
            ref={field}
            type="text"
            className="code"
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            value={text}
            data-testid="code-entry-field"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter()
            }}
          />
        </label>
        <p className="code-entry-note">{t('codeEntry.note')}</p>
        <div className="code-entry-actions">
          <Button onClick={onClose}>{t('codeEntry.cancel')}</Button>
          <Button kind="primary" disabled={code === ''} onClick={enter} testId="code-entry-confirm">
            {t('codeEntry.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
