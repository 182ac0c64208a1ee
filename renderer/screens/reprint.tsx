import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { AttentionShape } from '../components/icons.tsx'
import { Modal } from '../components/modal.tsx'
import type { LabelPlace } from '../station/view.ts'
import './reprint.css'
import { useServices } from './services.ts'
import { reprintReasons, type ReprintReason } from './reprint-reasons.ts'

/** Opens the question why, because a label is never printed again without a reason. */
export function ReprintButton({
  kind = 'plain',
  place,
}: {
  readonly kind?: 'plain' | 'primary'
  /** Left out: the open order's label. */
  readonly place?: LabelPlace
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)} testId="reprint">
        {t('label.reprint')}
      </Button>
      {open && <ReprintDialog place={place} onClose={() => setOpen(false)} />}
    </>
  )
}

function ReprintDialog({
  place,
  onClose,
}: {
  readonly place: LabelPlace | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [chosen, setChosen] = useState<ReprintReason | null>(null)
  const [other, setOther] = useState('')
  const written = other.trim()
  const reason = written !== '' ? written : chosen === null ? '' : t(`reprint.reasons.${chosen}`)
  const print = () => {
    station.intents.reprintLabel(reason, place)
    onClose()
  }
  return (
    <Modal title={t('reprint.title')} onClose={onClose}>
      <p className="reprint-warning">
        <AttentionShape size={26} /> {t('reprint.warning')}
      </p>
      <div className="reprint-reasons" role="radiogroup" aria-label={t('reprint.title')}>
        {reprintReasons.map((name) => (
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={written === '' && chosen === name}
            className="reprint-reason"
            data-testid={`reason-${name}`}
            onClick={() => {
              setChosen(name)
              setOther('')
            }}
          >
            {t(`reprint.reasons.${name}`)}
          </button>
        ))}
      </div>
      <label className="reprint-other">
        <span>{t('reprint.other')}</span>
        <input
          type="text"
          maxLength={200}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
      </label>
      <div className="reprint-actions">
        <Button onClick={onClose}>{t('reprint.cancel')}</Button>
        <Button kind="primary" disabled={reason === ''} onClick={print} testId="reprint-print">
          {t('reprint.print')}
        </Button>
      </div>
    </Modal>
  )
}
