import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'

/** Any text, scanned as it stands. */
export function FreeText({ scan }: { readonly scan: (text: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const send = () => {
    if (text === '') return
    scan(text)
    setText('')
  }
  return (
    <div className="dock-free">
      <input
        type="text"
        className="code"
        value={text}
        placeholder={t('virtual.freeText')}
        aria-label={t('virtual.freeText')}
        spellCheck={false}
        autoComplete="off"
        data-testid="virtual-text"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send()
        }}
      />
      <Button onClick={send} disabled={text === ''} testId="virtual-send">
        {t('virtual.scan')}
      </Button>
    </div>
  )
}
