import { useTranslation } from 'react-i18next'
import { useStationValue } from '../observe.ts'
import './lock-screen.css'

/** Covers what lies on the bench while nobody is there; the band below says what opens it. */
export function LockScreen() {
  const { t } = useTranslation()
  const isLocked = useStationValue((view) => view.locked)
  if (!isLocked) return null
  return (
    <div className="lock-screen" role="status" data-testid="lock-screen">
      <p className="lock-title">{t('lock.title')}</p>
      <p>{t('lock.next')}</p>
    </div>
  )
}
