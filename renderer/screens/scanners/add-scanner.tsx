import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Framing, ScannerTrial } from '../../../shared/ipc/scanner-routes.ts'
import { Button } from '../../components/button.tsx'
import { FramingTable, Learnt, PortState } from './learnt-panel.tsx'
import type { Added } from './use-scanners.ts'

/** A port that is listened to and not of this bench yet: what it sends, a name, and making it a scanner. */
export function AddScanner({
  trial,
  add,
  onAdded,
}: {
  readonly trial: ScannerTrial
  readonly add: (name: string, framing: Framing) => Promise<Added>
  readonly onAdded: (scannerId: string) => void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState('')
  const { framing, learnt, path } = trial
  const make = async (): Promise<void> => {
    const added = await add(name.trim(), learnt.proposal ?? framing)
    if ('problem' in added) setProblem(added.problem)
    else onAdded(added.scannerId)
  }
  const head = (
    <>
      <h2 className="scanners-name">{t('scanners.add.title')}</h2>
      <p className="scanners-note code">{path}</p>
      <PortState trial={trial} />
    </>
  )
  // Before anything can be read there is nothing to learn or to name.
  if (trial.code !== 'ok' && trial.reads.length === 0)
    return (
      <div className="scanners-card" data-testid="add-scanner">
        {head}
      </div>
    )
  return (
    <div className="scanners-card" data-testid="add-scanner">
      {head}
      <label className="scanners-field">
        <span>{t('scanners.add.name')}</span>
        <input
          type="text"
          value={name}
          maxLength={60}
          placeholder={t('scanners.add.example')}
          data-testid="scanner-name"
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      {learnt.proposal === null && trial.code === 'ok' && <p>{t('scanners.add.readFirst')}</p>}
      <Button
        kind="primary"
        disabled={name.trim() === '' || trial.code !== 'ok' || trial.reads.length === 0}
        onClick={() => void make()}
        testId="scanner-add"
      >
        {t('scanners.add.save')}
      </Button>
      {problem !== '' && (
        <p role="alert" className="scanners-wrong">
          {t('scanners.learnt.notKept', { detail: problem })}
        </p>
      )}
      <Learnt trial={trial} />
      <FramingTable present={framing} proposal={learnt.proposal} />
    </div>
  )
}
