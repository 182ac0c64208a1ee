import { useTranslation } from 'react-i18next'
import type { StationHealth } from '../../../shared/ipc/station-routes.ts'
import { Button } from '../../components/button.tsx'
import { Modal } from '../../components/modal.tsx'
import { ToneShape, type Tone } from '../../components/tone.tsx'
import { formatAge } from '../../i18n/format.ts'
import { useServices } from '../services.ts'
import { centreSummary, deviceTone } from './health-summary.ts'

/** A clock that differs by more than this is worth a word, ms. */
const clockOffsetWorthTellingMs = 60_000

/** Each device and the centre in full: what is wrong and what to do. */
export function HealthDialog({
  health,
  onClose,
}: {
  readonly health: StationHealth
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { station } = useServices()
  const centre = centreSummary(health, 0)
  const { clockOffsetMs } = health.contact
  const offset = Math.abs(clockOffsetMs ?? 0)
  return (
    <Modal title={t('status.devices')} onClose={onClose}>
      <ul className="health-list">
        {health.devices.map((device) => (
          <HealthEntry
            key={device.deviceId}
            tone={deviceTone(device)}
            name={device.name === '' ? t(`virtualDevice.${device.kind}`) : device.name}
            title={t(`device.${device.code}.title`)}
            next={t(`device.${device.code}.next`)}
            detail={device.detail}
          />
        ))}
        <HealthEntry
          tone={centre.tone}
          name={t('status.centre')}
          title={t(
            centre.refusal ? `centre.${centre.refusal}.title` : `contact.${centre.state}.title`,
          )}
          next={t(
            centre.refusal ? `centre.${centre.refusal}.next` : `contact.${centre.state}.next`,
          )}
          detail={
            offset > clockOffsetWorthTellingMs
              ? t('status.clockOffset', { age: formatAge(offset) })
              : ''
          }
        />
      </ul>
      <div className="health-actions">
        <Button kind="primary" onClick={onClose}>
          {t('status.close')}
        </Button>
        <Button
          testId="set-up-scanners"
          onClick={() => {
            station.intents.showScenario('scanners')
            onClose()
          }}
        >
          {t('scanners.open')}
        </Button>
      </div>
    </Modal>
  )
}

function HealthEntry({
  tone,
  name,
  title,
  next,
  detail,
}: {
  readonly tone: Tone
  readonly name: string
  readonly title: string
  readonly next: string
  readonly detail: string
}) {
  const { t } = useTranslation()
  return (
    <li className={`health-entry status-${tone}`}>
      <ToneShape tone={tone} size={30} />
      <div>
        <p className="health-name">
          {name} · {title}
        </p>
        <p className="health-next">{next}</p>
        {detail !== '' && (
          <p className="health-detail code">{t('status.deviceDetail', { detail })}</p>
        )}
      </div>
    </li>
  )
}
