import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { AttentionShape } from '../../components/icons.tsx'
import { Modal } from '../../components/modal.tsx'
import type { ForeignOrder as Foreign } from '../../station/view.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'

/** The reasons that are offered for a take-over; any other is written in words. */
const reasons = ['broken', 'absent', 'urgent', 'supervisor'] as const
type Reason = (typeof reasons)[number]

/** An order that was refused because another bench has it, and the way to take it nevertheless. */
export function ForeignOrder() {
  const { t } = useTranslation()
  const { foreign } = useStationView()
  const [open, setOpen] = useState(false)
  if (!foreign) return null
  const { orderNumber, stationId: station } = foreign
  return (
    <p className="queue-foreign" data-testid="foreign-order">
      <AttentionShape size={22} /> {t('queue.foreign', { orderNumber, station })}
      <Button onClick={() => setOpen(true)} testId="take-over">
        {t('queue.takeOver')}
      </Button>
      {open && <TakeOverDialog foreign={foreign} onClose={() => setOpen(false)} />}
    </p>
  )
}

function TakeOverDialog({
  foreign,
  onClose,
}: {
  readonly foreign: Foreign
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [chosen, setChosen] = useState<Reason | null>(null)
  const [other, setOther] = useState('')
  const { orderNumber, stationId } = foreign
  const written = other.trim()
  const reason = written !== '' ? written : chosen === null ? '' : t(`takeOver.reasons.${chosen}`)
  return (
    <Modal title={t('takeOver.title', { orderNumber })} onClose={onClose}>
      <p className="queue-take-over-warning">{t('takeOver.warning', { station: stationId })}</p>
      <div
        className="queue-reasons"
        role="radiogroup"
        aria-label={t('takeOver.title', { orderNumber })}
      >
        {reasons.map((name) => (
          <Button
            key={name}
            kind={written === '' && chosen === name ? 'primary' : 'plain'}
            testId={`take-over-${name}`}
            onClick={() => {
              setChosen(name)
              setOther('')
            }}
          >
            {t(`takeOver.reasons.${name}`)}
          </Button>
        ))}
      </div>
      <label className="queue-other-reason">
        <span>{t('takeOver.other')}</span>
        <input
          type="text"
          maxLength={200}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
      </label>
      <div className="queue-take-over-actions">
        <Button onClick={onClose}>{t('takeOver.cancel')}</Button>
        <Button
          kind="primary"
          disabled={reason === ''}
          testId="take-over-confirm"
          onClick={() => {
            station.intents.takeOver(reason)
            onClose()
          }}
        >
          {t('takeOver.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
