import { useTranslation } from 'react-i18next'
import { WrongShape } from '../../components/icons.tsx'
import { useHealth } from '../observe.ts'

/** Shown over the full width while nothing is accepted; there is nothing to click away. */
export function JournalBanner() {
  const { t } = useTranslation()
  const journal = useHealth()?.health.journal
  if (!journal || journal.state === 'accepting') return null
  const isTurnedAway = journal.state === 'turned-away'
  return (
    <div className="journal-banner" role="alert" data-testid={`journal-${journal.state}`}>
      <WrongShape size={44} />
      <div>
        <p className="journal-title">
          {t(isTurnedAway ? 'journal.turnedAwayTitle' : 'journal.title')}
        </p>
        <p>{t(isTurnedAway ? 'journal.turnedAwayRemedy' : 'journal.remedy')}</p>
        {journal.detail !== '' && (
          <p className="code">{t('journal.detail', { detail: journal.detail })}</p>
        )}
      </div>
    </div>
  )
}
