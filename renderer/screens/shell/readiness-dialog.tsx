import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Modal } from '../../components/modal.tsx'
import { ToneShape } from '../../components/tone.tsx'
import { formatCount } from '../../i18n/format.ts'
import { unreadyReasons, type Readiness } from '../../store/readiness.ts'
import { useLanguage } from '../observe.ts'

/** Why not every order could be packed with no network: how many for each reason, and what helps. */
export function ReadinessDialog({
  readiness,
  onClose,
}: {
  readonly readiness: Readiness
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { packable, unfinished, reasons } = readiness
  const told = unreadyReasons.filter((reason) => reasons[reason] > 0)
  const values = {
    packable: formatCount(packable, language),
    unfinished: formatCount(unfinished, language),
  }
  return (
    <Modal title={t('readiness.title')} onClose={onClose}>
      <p data-testid="readiness-total">{t('readiness.packable', values)}</p>
      {told.length === 0 && <p>{t('readiness.all')}</p>}
      <ul className="health-list">
        {told.map((reason) => (
          <li
            key={reason}
            className="health-entry status-attention"
            data-testid={`unready-${reason}`}
          >
            <ToneShape tone="attention" size={30} />
            <div>
              <p className="health-name">
                {formatCount(reasons[reason], language)} · {t(`readiness.reasons.${reason}.title`)}
              </p>
              <p className="health-next">{t(`readiness.reasons.${reason}.next`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <Button kind="primary" onClick={onClose}>
        {t('readiness.close')}
      </Button>
    </Modal>
  )
}
