import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { VirtualTable } from '../../components/virtual-table.tsx'
import { formatCount } from '../../i18n/format.ts'
import { queueTabs, type QueuePage, type QueueTab } from '../../store/queries.ts'
import {
  useCacheAnswer,
  useCacheStatus,
  useClock,
  useLanguage,
  usePreference,
  useSaysNext,
  useStationNames,
} from '../observe.ts'
import { useServices } from '../services.ts'
import { queueColumns } from './columns.tsx'
import './queue.css'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueFilling } from './queue-filling.tsx'
import { QueueSearch } from './queue-search.tsx'
import { QueueTabs } from './queue-tabs.tsx'
import { ForeignOrder } from './foreign-order.tsx'
import { TaskPanel, useCountKey } from './task-panel.tsx'
import { WaveButtons } from './wave-buttons.tsx'

/** Most rows that are fetched; more are found by searching or scanning. */
const pageLimit = 500
/** How often "in 2 h 05 min" is worked out again, ms. */
const deadlineTickMs = 20_000

/** The orders of this warehouse by deadline, and what a conflict left to do. */
export function QueueScreen() {
  const { t } = useTranslation()
  const { cache } = useServices()
  const tab = useQueueTab()
  useSaysNext(tab === 'toPack' ? null : 'queue-done')
  const search = usePreference('queueSearch')
  const page = useCacheAnswer(`${tab} ${search}`, () => cache.queuePage(tab, search, pageLimit))
  const counts = useCacheAnswer('tabs', () => cache.countTabs())
  useCountKey()
  const tasks = useCacheAnswer('tasks', () => cache.openTasks()) ?? []
  return (
    <section className="queue" aria-label={t('queue.label')}>
      <header className="queue-head">
        <QueueTabs tab={tab} counts={counts} />
        <WaveButtons />
        <QueueSearch search={search} />
      </header>
      <QueueFilling />
      <ForeignOrder />
      <div className={`queue-body ${tasks.length > 0 ? 'queue-body-tasks' : ''}`}>
        {tasks.length > 0 && <TaskPanel tasks={tasks} />}
        {page && <QueueList page={page} tab={tab} search={search} />}
      </div>
    </section>
  )
}

function useQueueTab(): QueueTab {
  const chosen = usePreference('queueTab')
  return (Object.keys(queueTabs) as QueueTab[]).find((tab) => tab === chosen) ?? 'toPack'
}

function QueueList({
  page,
  tab,
  search,
}: {
  readonly page: QueuePage
  readonly tab: QueueTab
  readonly search: string
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { station, description } = useServices()
  const { nowMs } = useClock(deadlineTickMs)
  const { stationId } = description
  const names = useStationNames()
  const columns = useMemo(
    () => queueColumns({ t, language, nowMs, stationId, names }),
    [t, language, nowMs, stationId, names],
  )
  if (page.rows.length === 0) return <QueueEmpty tab={tab} search={search} />
  return (
    <div className="queue-list">
      <VirtualTable
        className="queue-table"
        label={t('queue.label')}
        columns={columns}
        rows={page.rows}
        keyOf={(row) => row.orderNumber}
        onOpen={(row) => station.intents.openOrder(row.orderNumber)}
      />
      <QueueFoot page={page} />
    </div>
  )
}

function QueueFoot({ page }: { readonly page: QueuePage }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { fromArchive } = useCacheStatus()
  const total = formatCount(page.total, language)
  const shown = formatCount(page.rows.length, language)
  return (
    <p className="queue-foot" data-testid="queue-foot">
      {page.rows.length < page.total
        ? t('queue.shown', { shown, total })
        : t('queue.shownAll', { total })}
      {fromArchive && <span>{t('status.archive')}</span>}
    </p>
  )
}
