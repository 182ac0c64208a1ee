import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  usualWaveSize,
  waveKinds,
  type WaveChoice,
  type WaveKind,
} from '../../../shared/protocol/wave.ts'
import { Button } from '../../components/button.tsx'
import { Modal } from '../../components/modal.tsx'
import { knownCarriers } from '../../i18n/texts.ts'
import { useServices } from '../services.ts'
import './wave-dialog.css'

const sizes = [10, 20, 50, 100]

/** What the next wave is made of: which orders, of which courier, and how many. */
export function WaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [kind, setKind] = useState<WaveKind | 'any'>('any')
  const [carrier, setCarrier] = useState('')
  const [size, setSize] = useState(usualWaveSize)
  const claim = (): void => {
    const choice: WaveChoice = {
      size,
      ...(kind === 'any' ? {} : { kind }),
      ...(carrier === '' ? {} : { carrier }),
    }
    station.intents.claimWave(choice)
    onClose()
  }
  const carriers = ['', ...knownCarriers].map((each) => ({
    value: each,
    text:
      each === '' ? t('wave.anyCarrier') : t(`carrier.${each as (typeof knownCarriers)[number]}`),
  }))
  return (
    <Modal title={t('wave.title')} onClose={onClose}>
      <Choice
        label={t('wave.kind')}
        chosen={kind}
        options={(['any', ...waveKinds] as const).map((value) => ({
          value,
          text: t(`wave.kinds.${value}`),
        }))}
        onChoose={setKind}
      />
      <Choice label={t('wave.carrier')} chosen={carrier} options={carriers} onChoose={setCarrier} />
      <Choice
        label={t('wave.size')}
        chosen={size}
        options={sizes.map((value) => ({ value, text: t('wave.orders', { count: value }) }))}
        onChoose={setSize}
      />
      <div className="reason-actions">
        <Button onClick={onClose}>{t('wave.cancel')}</Button>
        <Button kind="primary" onClick={claim} testId="wave-claim">
          {t('wave.claim')}
        </Button>
      </div>
    </Modal>
  )
}

function Choice<Value extends string | number>({
  label,
  chosen,
  options,
  onChoose,
}: {
  readonly label: string
  readonly chosen: Value
  readonly options: readonly { readonly value: Value; readonly text: string }[]
  readonly onChoose: (value: Value) => void
}) {
  return (
    <div className="wave-choice" role="radiogroup" aria-label={label}>
      <span className="wave-label">{label}</span>
      {options.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          role="radio"
          aria-checked={value === chosen}
          className="wave-option"
          data-testid={`wave-${String(value)}`}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
