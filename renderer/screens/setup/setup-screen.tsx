import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoldfastBridge } from '../../../shared/ipc/bridge.ts'
import type { StationSetup } from '../../../shared/ipc/station-routes.ts'
import { Button } from '../../components/button.tsx'
import { Progress } from '../../components/progress.tsx'
import { ToneShape } from '../../components/tone.tsx'
import './setup.css'
import { setupStep } from './setup-step.ts'

/** What stands between this machine and its first scan, and what to do about it. */
export function SetupScreen({
  setup,
  bridge,
}: {
  readonly setup: StationSetup
  readonly bridge: Pick<HoldfastBridge, 'request'>
}) {
  const { t } = useTranslation()
  const { state, detail } = setup
  const { tone, kind } = setupStep(state)
  return (
    <main className="setup" data-testid={`setup-${state}`}>
      <div className={`setup-card setup-${tone}`} role={tone === 'wrong' ? 'alert' : 'status'}>
        <p className="setup-name">{t('app.name')}</p>
        <ToneShape tone={tone} size={84} />
        <h1 className="setup-title">{t(`setup.${state}.title`)}</h1>
        <p className="setup-next">{t(`setup.${state}.next`)}</p>
        {kind === 'wait' && <Progress done={0} total={0} label={t(`setup.${state}.title`)} />}
        {kind === 'pair' && <PairingForm bridge={bridge} />}
        {tone !== 'busy' && detail !== '' && (
          <p className="setup-detail code">{t('pairing.detail', { detail })}</p>
        )}
      </div>
    </main>
  )
}

function PairingForm({ bridge }: { readonly bridge: Pick<HoldfastBridge, 'request'> }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const pairingCode = code.trim()
  const pair = () => {
    if (pairingCode.length < 4) return
    void bridge.request('station.pair', { pairingCode }).then((answer) => {
      setFault(answer.ok ? null : t(`ipc.${answer.error.code}.title`))
    })
  }
  return (
    <div className="setup-form">
      <label>
        <span>{t('pairing.code')}</span>
        <input
          type="text"
          className="code"
          value={code}
          maxLength={64}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          data-testid="pairing-code"
          onChange={(event) => setCode(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') pair()
          }}
        />
      </label>
      <Button kind="primary" disabled={pairingCode.length < 4} onClick={pair} testId="pair">
        {t('pairing.pair')}
      </Button>
      {fault !== null && (
        <p className="setup-fault" role="alert">
          {t('pairing.failed', { reason: fault })}
        </p>
      )}
    </div>
  )
}
