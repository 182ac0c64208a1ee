import { useTranslation } from 'react-i18next'
import { formatCount } from '../../i18n/format.ts'
import { queueTabs, type QueueTab } from '../../store/queries.ts'
import { useLanguage } from '../observe.ts'
import { useServices } from '../services.ts'

const tabNames = Object.keys(queueTabs) as QueueTab[]

/** The four lists of the queue with how many orders are in each. */
export function QueueTabs({
  tab,
  counts,
}: {
  readonly tab: QueueTab
  readonly counts: Readonly<Record<QueueTab, number>> | null
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { preferences } = useServices()
  return (
    <div className="queue-tabs" role="tablist">
      {tabNames.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === tab}
          className={`queue-tab ${name === tab ? 'queue-tab-now' : ''}`}
          data-testid={`tab-${name}`}
          onClick={() => preferences.setState({ queueTab: name })}
        >
          {t(`queue.tabs.${name}`)}
          <span className="queue-tab-count">
            {counts ? formatCount(counts[name], language) : '…'}
          </span>
        </button>
      ))}
    </div>
  )
}
