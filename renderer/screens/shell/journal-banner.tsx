import { useTranslation } from 'react-i18next'
import { WrongShape } from '../../components/icons.tsx'
import { useHealth } from '../observe.ts'

/** Shown over the full width while nothing can be saved; there is nothing to click away. */
export function JournalBanner() {
  const { t } = useTranslation()
  const journal = useHealth()?.health.journal
  if (journal?.state !== 'stopped') return null
  return (
    <div className="journal-banner" role="alert" data-testid="journal-stopped">
      <WrongShape size={44} />
      <div>
        <p className="journal-title">{t('journal.title')}</p>
        <p>{t('journal.remedy')}</p>
        {journal.detail !== '' && (
          <p className="code">{t('journal.detail', { detail: journal.detail })}</p>
        )}
      </div>
    </div>
  )
}
