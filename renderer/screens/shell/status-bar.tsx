import type { TFunction } from 'i18next'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneShape, type Tone } from '../../components/tone.tsx'
import { formatAge, formatCount } from '../../i18n/format.ts'
import type { HealthReading } from '../../state/health-board.ts'
import { useCacheStatus, useClock, useHealth, useLanguage, useStationValue } from '../observe.ts'
import { useServices } from '../services.ts'
import { useKey } from '../use-key.ts'
import { CodeEntry } from './code-entry.tsx'
import { centreSummary, deviceTone, type CentreSummary } from './health-summary.ts'
import { HealthDialog } from './health-dialog.tsx'
import { ReadinessDialog } from './readiness-dialog.tsx'
import './status-bar.css'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

const tickMs = 1_000
/** Two heartbeats, ms: contact that is younger needs no age. */
const freshMs = 10_000

/** What is always in sight: who works here, how the devices are, and what the centre does not know yet. */
export function StatusBar() {
  const { t } = useTranslation()
  const { description } = useServices()
  const reading = useHealth()
  const [open, setOpen] = useState(false)
  return (
    <header className="status" aria-label={t('status.label')}>
      <StatusCell label={t('app.name')} strong>
        {description.stationName}
      </StatusCell>
      <OperatorCell />
      <ProfileCell />
      <button
        type="button"
        className="status-health"
        title={t('status.devices')}
        data-testid="health"
        onClick={() => setOpen(true)}
      >
        {reading && <DeviceCells reading={reading} />}
        {reading && <CentreCells reading={reading} />}
      </button>
      <OfflineCell />
      <div className="status-switches">
        <CodeEntry />
        <ThemeSwitch />
        <LanguageSwitch />
      </div>
      {open && reading && <HealthDialog health={reading.health} onClose={() => setOpen(false)} />}
    </header>
  )
}

/** Whose badge was scanned last. */
function OperatorCell() {
  const { t } = useTranslation()
  const { description } = useServices()
  const operatorId = useStationValue((view) => view.operatorId)
  const isNobody = operatorId === description.operatorId
  return (
    <StatusCell label={t('status.operator')}>
      <span data-testid="operator">{isNobody ? t('status.nobody') : operatorId}</span>
    </StatusCell>
  )
}

/** What this bench is for; nothing where it has no profiles. */
function ProfileCell() {
  const { t } = useTranslation()
  const { description } = useServices()
  const name = useStationValue((view) => view.way.profile?.name ?? '')
  if (description.profiles.length === 0) return null
  return (
    <StatusCell label={t('status.profile')}>
      <span data-testid="profile">{name === '' ? t('status.noProfile') : name}</span>
    </StatusCell>
  )
}

function DeviceCells({ reading }: { readonly reading: HealthReading }) {
  const { t } = useTranslation()
  return reading.health.devices.map((device) => (
    <StatusCell
      key={device.deviceId}
      label={device.name === '' ? t(`virtualDevice.${device.kind}`) : device.name}
      tone={deviceTone(device)}
    >
      <span data-testid={`device-${device.deviceId}`} data-state={device.state}>
        {device.state === 'busy' ? t('deviceState.busy') : t(`device.${device.code}.title`)}
      </span>
    </StatusCell>
  ))
}

function CentreCells({ reading }: { readonly reading: HealthReading }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { monotonicMs } = useClock(tickMs)
  const { health } = reading
  const passedMs = Math.max(0, monotonicMs - reading.readMs)
  const centre = centreSummary(health, passedMs)
  const { unackedCount, oldestUnackedAgeMs, exceptionCount } = health
  const count = formatCount(unackedCount, language)
  const oldest = oldestUnackedAgeMs === null ? null : formatAge(oldestUnackedAgeMs + passedMs)
  return (
    <>
      <StatusCell label={t('status.centre')} tone={centre.tone}>
        <span data-testid="contact-age">{centreText(centre, t)}</span>
      </StatusCell>
      <StatusCell label={t('status.unsent')} tone={unackedCount === 0 ? 'right' : 'busy'}>
        <span data-testid="unacked" data-count={unackedCount}>
          {unackedCount === 0
            ? t('status.unsentNone')
            : oldest === null
              ? count
              : t('status.unsentOldest', { quantity: count, age: oldest })}
        </span>
      </StatusCell>
      {exceptionCount > 0 && (
        <StatusCell label={t('status.exceptions')} tone="attention">
          {formatCount(exceptionCount, language)}
        </StatusCell>
      )}
    </>
  )
}

/** How contact stands. Between two heartbeats the age says nothing; a running clock there would only draw the eye. */
function centreText({ state, ageMs, refusal }: CentreSummary, t: TFunction): string {
  const title = t(refusal ? `centre.${refusal}.title` : `contact.${state}.title`)
  if (ageMs === null || refusal || (state === 'online' && ageMs < freshMs)) return title
  return t('status.centreAgo', { title, age: formatAge(ageMs) })
}

/** How much of the queue could be packed with no network; a click, or F8, tells why not the rest. */
function OfflineCell() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { readiness, state } = useCacheStatus()
  const [open, setOpen] = useState(false)
  useKey('F8', () => setOpen(!open))
  if (state === 'empty') return null
  const packable = formatCount(readiness.packable, language)
  return (
    <>
      <button
        type="button"
        className="status-health status-readiness"
        title={t('readiness.hint')}
        data-testid="readiness"
        onClick={() => setOpen(true)}
      >
        <StatusCell label={t('status.offline')}>
          <span data-testid="packable-offline">
            {t('status.offlineCount', {
              packable,
              queued: formatCount(readiness.unfinished, language),
            })}
          </span>
        </StatusCell>
      </button>
      {open && <ReadinessDialog readiness={readiness} onClose={() => setOpen(false)} />}
    </>
  )
}

function StatusCell({
  label,
  tone = null,
  strong = false,
  children,
}: {
  readonly label: string
  readonly tone?: Tone | null
  readonly strong?: boolean
  readonly children: ReactNode
}) {
  return (
    <span className={`status-cell ${strong ? 'status-cell-strong' : ''}`}>
      <span className="status-label">{label}</span>
      <span className={`status-value status-${tone ?? 'plain'}`}>
        {tone && <ToneShape tone={tone} size={15} />}
        <span className="status-text">{children}</span>
      </span>
    </span>
  )
}
