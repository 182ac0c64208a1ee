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
import { useCacheAnswer } from '../observe.ts'
import { useServices } from '../services.ts'
import './wave-dialog.css'

const sizes = [10, 20, 50, 100]
/** Most units of an order; 0 = any. */
const unitLimits = [0, 3, 5, 10]
/** Hours until an order is due; 0 = whenever. */
const dueHours = [0, 2, 4, 8]
const hourMs = 3_600_000

/** What the next wave is made of: which orders, in which zone, of which courier, how big, how urgent, and how many. */
export function WaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { station, clock } = useServices()
  const [kind, setKind] = useState<WaveKind | 'any'>('any')
  const [zone, setZone] = useState('')
  const [carrier, setCarrier] = useState('')
  const [mostUnits, setMostUnits] = useState(0)
  const [hours, setHours] = useState(0)
  const [size, setSize] = useState(usualWaveSize)
  const claim = (): void => {
    const choice: WaveChoice = {
      size,
      ...(kind === 'any' ? {} : { kind }),
      ...(zone === '' ? {} : { zone }),
      ...(carrier === '' ? {} : { carrier }),
      ...(mostUnits === 0 ? {} : { mostUnits }),
      ...(hours === 0 ? {} : { dueBefore: isoAfter(clock.nowMs(), hours) }),
    }
    station.intents.claimWave(choice)
    onClose()
  }
  return (
    <Modal title={t('wave.title')} wide onClose={onClose}>
      <Choice
        name="kind"
        label={t('wave.kind')}
        chosen={kind}
        options={(['any', ...waveKinds] as const).map((value) => ({
          value,
          text: t(`wave.kinds.${value}`),
        }))}
        onChoose={setKind}
      />
      <ZoneChoice chosen={zone} onChoose={setZone} />
      <Choice
        name="carrier"
        label={t('wave.carrier')}
        chosen={carrier}
        options={['' as const, ...knownCarriers].map((value) => ({
          value,
          text: value === '' ? t('wave.anyCarrier') : t(`carrier.${value}`),
        }))}
        onChoose={setCarrier}
      />
      <div className="wave-limits">
        <Choice
          name="units"
          label={t('wave.mostUnits')}
          chosen={mostUnits}
          options={unitLimits.map((value) => ({
            value,
            text: value === 0 ? t('wave.anyUnits') : t('wave.units', { count: value }),
          }))}
          onChoose={setMostUnits}
        />
        <Choice
          name="due"
          label={t('wave.due')}
          chosen={hours}
          options={dueHours.map((value) => ({
            value,
            text: value === 0 ? t('wave.anyDue') : t('wave.hours', { count: value }),
          }))}
          onChoose={setHours}
        />
        <Choice
          name="size"
          label={t('wave.size')}
          chosen={size}
          options={sizes.map((value) => ({ value, text: t('wave.orders', { count: value }) }))}
          onChoose={setSize}
        />
      </div>
      <div className="reason-actions">
        <Button onClick={onClose}>{t('wave.cancel')}</Button>
        <Button kind="primary" onClick={claim} testId="wave-claim">
          {t('wave.claim')}
        </Button>
      </div>
    </Modal>
  )
}

function isoAfter(nowMs: number, hours: number): string {
  return new Date(nowMs + hours * hourMs).toISOString()
}

/** The zones in which orders wait, with how many lie in that zone whole. */
function ZoneChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: string
  readonly onChoose: (zone: string) => void
}) {
  const { t } = useTranslation()
  const { cache } = useServices()
  const waiting = useCacheAnswer('zones', () => cache.waitingZones())
  if (!waiting || waiting.zones.length === 0) return null
  const more = waiting.areAll ? '' : '+'
  const offered = waiting.zones.map(({ zone, orders }) => ({
    value: zone,
    text: `${zone} · ${String(orders)}${more}`,
  }))
  return (
    <Choice
      name="zone"
      label={`${t('wave.zone')} — ${t('wave.zoneHint')}`}
      chosen={chosen}
      options={[{ value: '', text: t('wave.anyZone') }, ...offered]}
      onChoose={onChoose}
    />
  )
}

function Choice<Value extends string | number>({
  name,
  label,
  chosen,
  options,
  onChoose,
}: {
  /** Begins the test id of each option. */
  readonly name: string
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
          data-testid={`wave-${name}-${String(value)}`}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
