import { useTranslation } from 'react-i18next'
import { Progress } from '../../components/progress.tsx'
import { formatCount } from '../../i18n/format.ts'
import { useCacheStatus, useLanguage } from '../observe.ts'

/** How far the first sync has come; nothing once the cache is full. */
export function QueueFilling() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { state, applied, expected } = useCacheStatus()
  if (state !== 'filling') return null
  const counts = {
    applied: formatCount(applied, language),
    expected: formatCount(expected, language),
  }
  return (
    <div className="queue-filling" data-testid="queue-filling">
      <p>
        <b>{t('queue.filling')}</b>
        <span>
          {expected > 0 ? t('queue.fillingCount', counts) : t('queue.fillingUnknown', counts)}
        </span>
      </p>
      <Progress done={applied} total={expected} label={t('queue.filling')} />
    </div>
  )
}
