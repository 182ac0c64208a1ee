import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { triedPortId } from '../../../shared/ipc/scanner-routes.ts'
import { Button } from '../../components/button.tsx'
import { ToneShape, type Tone } from '../../components/tone.tsx'
import { useHealth } from '../observe.ts'
import type { Scanners } from './use-scanners.ts'

/** What stands for everything that types, in place of a scanner's id. */
export const typedId = 'typed'

/** Speeds that scanners know, bits per second; USB ports do not care. */
const baudRates = [9_600, 19_200, 38_400, 57_600, 115_200]

interface Choosing {
  readonly scanners: Scanners
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** The scanners of this bench, the ports that could be one, and whatever types. */
export function DeviceList({ scanners, chosen, onChoose }: Choosing) {
  const { t } = useTranslation()
  const devices = useHealth()?.health.devices ?? []
  const toneOf = (scannerId: string): Tone => {
    const device = devices.find(({ deviceId }) => deviceId === scannerId)
    return device?.state === 'ready' ? 'right' : device?.state === 'busy' ? 'busy' : 'missing'
  }
  const entry = { chosen, onChoose }
  return (
    <nav className="scanners-list" aria-label={t('scanners.list')}>
      <h2 className="scanners-heading">{t('scanners.list')}</h2>
      {scanners.scanners.map(({ scannerId, name, port }) => (
        <Entry key={scannerId} id={scannerId} tone={toneOf(scannerId)} note={port} {...entry}>
          {name}
        </Entry>
      ))}
      <Entry id={typedId} tone="notice" note={t('scanners.typed.note')} {...entry}>
        {t('scanners.typed.title')}
      </Entry>
      <Ports scanners={scanners} {...entry} />
    </nav>
  )
}

function Ports({ scanners, chosen, onChoose }: Choosing) {
  const { t } = useTranslation()
  const [path, setPath] = useState('')
  const [baudRate, setBaudRate] = useState(9_600)
  const tried = scanners.trials.get(triedPortId)?.path ?? null
  const listen = (at: string): void => {
    scanners.listen(at, baudRate)
    onChoose(triedPortId)
  }
  return (
    <>
      <h2 className="scanners-heading">{t('scanners.ports')}</h2>
      {scanners.ports.length === 0 && <p className="scanners-note">{t('scanners.noPorts')}</p>}
      {scanners.ports.map((port) => (
        <Entry
          key={port.path}
          id={port.path}
          tone={tried === port.path ? 'busy' : 'missing'}
          note={port.description}
          chosen={chosen === triedPortId ? (tried ?? '') : ''}
          onChoose={listen}
        >
          {port.path}
        </Entry>
      ))}
      <label className="scanners-field">
        <span>{t('scanners.otherPort')}</span>
        <input
          type="text"
          value={path}
          placeholder={t('scanners.portExample')}
          spellCheck={false}
          maxLength={255}
          data-testid="scanner-path"
          onChange={({ target }) => setPath(target.value)}
        />
      </label>
      <label className="scanners-field">
        <span>{t('scanners.speed')}</span>
        <select
          value={baudRate}
          data-testid="scanner-speed"
          onChange={({ target }) => setBaudRate(Number(target.value))}
        >
          {baudRates.map((rate) => (
            <option key={rate} value={rate}>
              {rate}
            </option>
          ))}
        </select>
      </label>
      <Button
        disabled={path.trim() === ''}
        onClick={() => listen(path.trim())}
        testId="scanner-listen"
      >
        {t('scanners.listen')}
      </Button>
    </>
  )
}

function Entry({
  id,
  tone,
  note,
  chosen,
  onChoose,
  children,
}: {
  readonly id: string
  readonly tone: Tone
  readonly note: string
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly children: string
}) {
  return (
    <button
      type="button"
      className="scanners-entry"
      aria-pressed={id === chosen}
      data-testid={`scanner-entry-${id}`}
      onClick={() => onChoose(id)}
    >
      <ToneShape tone={tone} size={20} />
      <span className="scanners-entry-name">{children}</span>
      {note !== '' && <span className="scanners-note code">{note}</span>}
    </button>
  )
}
