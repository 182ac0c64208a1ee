import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/tabs.tsx'
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
  const entries = tabNames.map((name) => ({
    name,
    title: t(`queue.tabs.${name}`),
    count: counts ? formatCount(counts[name], language) : '…',
    testId: `tab-${name}`,
  }))
  return (
    <Tabs
      entries={entries}
      chosen={tab}
      label={t('queue.label')}
      onChoose={(name) => preferences.setState({ queueTab: name })}
    />
  )
}
