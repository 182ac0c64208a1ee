import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundPrinter } from '../../../shared/ipc/routes.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { useServices } from '../services.ts'
import { addressOf } from './asked-address.ts'

/** Looks for printers and tells what to write into `station.json` for each. */
export function FindPrinters() {
  const { t } = useTranslation()
  const { bridge } = useServices()
  const [address, setAddress] = useState('')
  const [found, setFound] = useState<readonly FoundPrinter[] | 'looking' | null>(null)
  const asked = addressOf(address)
  const isWrong = address.trim() !== '' && asked === null
  const look = async (): Promise<void> => {
    setFound('looking')
    const answer = await bridge.request('print.discover', { address: asked })
    setFound(answer.ok ? answer.value.printers : [])
  }
  return (
    <div className="find-printers">
      <h2 className="printer-name">{t('labels.find.title')}</h2>
      <div className="printer-actions">
        <label className="find-address">
          <span>{t('labels.find.address')}</span>
          <input
            type="text"
            value={address}
            placeholder="192.0.2.20:9100"
            aria-invalid={isWrong}
            data-testid="find-address"
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <Button disabled={isWrong || found === 'looking'} onClick={() => void look()} testId="find">
          {found === 'looking' ? t('labels.find.looking') : t('labels.find.look')}
        </Button>
      </div>
      {isWrong && <p className="printer-printed">{t('labels.find.wrongAddress')}</p>}
      {Array.isArray(found) && <Found found={found as readonly FoundPrinter[]} />}
    </div>
  )
}

function Found({ found }: { readonly found: readonly FoundPrinter[] }) {
  const { t } = useTranslation()
  if (found.length === 0) return <p className="printer-printed">{t('labels.find.none')}</p>
  return (
    <ul className="find-list" data-testid="found">
      {found.map((printer) => (
        <li key={`${printer.kind} ${printer.address}`} className="find-entry">
          <Chip tone={printer.isReachable ? 'right' : 'missing'}>
            {t(`labels.find.kind.${printer.kind}`)} · {printer.address}
          </Chip>
          {printer.detail !== '' && <span className="printer-printed">{printer.detail}</span>}
          {printer.isReachable && <code className="code find-settings">{settingsOf(printer)}</code>}
        </li>
      ))}
    </ul>
  )
}

/** An entry for `printers` in `station.json`. */
function settingsOf({ transport }: FoundPrinter): string {
  return JSON.stringify({ id: 'labels', name: 'Labels', profile: 'zpl-203', transport })
}
