import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'
import { PrinterIcon } from '../../components/icons.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { VirtualTable } from '../../components/virtual-table.tsx'
import { formatCount } from '../../i18n/format.ts'
import type { ScreenPrompt } from '../../state/prompt-board.ts'
import { isOut } from '../device-out.ts'
import {
  useClock,
  useHealth,
  useLanguage,
  usePrintJobs,
  useSaysNext,
  useStationView,
} from '../observe.ts'
import { useServices } from '../services.ts'
import { ElsewhereLabel } from './elsewhere-label.tsx'
import { jobColumns } from './job-columns.tsx'
import {
  isInTab,
  jobsIn,
  jobTabNames,
  judgeJobs,
  type JobTab,
  type JudgedJob,
} from './job-filter.ts'
import { JobPanel } from './job-panel.tsx'
import './labels.css'
import { PrinterRow } from './printer-row.tsx'
import { usePrinters, type Printers } from '../use-printers.ts'
import { Workshop } from './workshop.tsx'

type LabelsTab = JobTab | 'printers' | 'workshop'

/** How often times are worked out again, ms. */
const momentTickMs = 30_000

/** Every label that this bench has asked for, what became of it, and the printers. */
export function LabelsScreen() {
  const { t } = useTranslation()
  const listed = usePrintJobs()
  const jobs = useMemo(() => judgeJobs(listed), [listed])
  const { labelSearch } = useStationView()
  const printers = usePrinters()
  const [tab, setTab] = useState<LabelsTab>('all')
  useSaysNext(usePromptOf(tab, printers))
  return (
    <section className="labels" aria-label={t('labels.label')}>
      <header className="labels-head">
        <JobTabs jobs={jobs} printerCount={printers.printers.length} tab={tab} onChoose={setTab} />
        {tab !== 'printers' && tab !== 'workshop' && <LabelSearch search={labelSearch} />}
      </header>
      {tab === 'printers' && <PrinterRow printers={printers} />}
      {tab === 'workshop' && <Workshop />}
      {tab !== 'printers' && tab !== 'workshop' && (
        <Jobs jobs={jobs} tab={tab} search={labelSearch} printerName={printers.nameOf} />
      )}
    </section>
  )
}

/** What comes next on a tab, as far as the state of the station does not say it. */
function usePromptOf(tab: LabelsTab, { printers }: Printers): ScreenPrompt | null {
  const devices = useHealth()?.health.devices ?? []
  if (tab === 'workshop') return tab
  if (tab !== 'printers') return null
  const chosen = printers.find(({ isChosen }) => isChosen)
  const device = devices.find(({ deviceId }) => deviceId === chosen?.printerId)
  return device && isOut(device) ? 'printer-out' : tab
}

function Jobs({
  jobs,
  tab,
  search,
  printerName,
}: {
  readonly jobs: readonly JudgedJob[]
  readonly tab: JobTab
  readonly search: string
  readonly printerName: (printerId: string) => string
}) {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const shown = useMemo(() => jobsIn(jobs, tab, search), [jobs, tab, search])
  const chosen = shown.find(({ printJobId }) => printJobId === chosenId) ?? shown[0] ?? null
  return (
    <div className="labels-body">
      <JobList
        jobs={shown}
        search={search}
        printerName={printerName}
        onOpen={(job) => setChosenId(job.printJobId)}
      />
      <JobPanel job={chosen} />
    </div>
  )
}

function JobTabs({
  jobs,
  printerCount,
  tab,
  onChoose,
}: {
  readonly jobs: readonly JudgedJob[]
  readonly printerCount: number
  readonly tab: LabelsTab
  readonly onChoose: (tab: LabelsTab) => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const lists = jobTabNames.map((name) => ({
    name,
    title: t(`labels.tabs.${name}`),
    count: formatCount(jobs.filter((job) => isInTab(job, name)).length, language),
    testId: `labels-tab-${name}`,
  }))
  const printers = {
    name: 'printers' as const,
    title: t('labels.printers'),
    count: formatCount(printerCount, language),
    testId: 'labels-tab-printers',
  }
  const workshop = {
    name: 'workshop' as const,
    title: t('workshop.tab'),
    count: '',
    testId: 'labels-tab-workshop',
  }
  return (
    <Tabs
      entries={[...lists, printers, workshop]}
      chosen={tab}
      label={t('labels.label')}
      onChoose={onChoose}
    />
  )
}

function LabelSearch({ search }: { readonly search: string }) {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <input
      type="search"
      className="labels-search"
      placeholder={t('labels.search')}
      aria-label={t('labels.searchHint')}
      title={t('labels.searchHint')}
      data-testid="labels-search"
      maxLength={64}
      value={search}
      onChange={(event) => station.intents.findLabel(event.target.value)}
    />
  )
}

function JobList({
  jobs,
  search,
  printerName,
  onOpen,
}: {
  readonly jobs: readonly JudgedJob[]
  readonly search: string
  readonly printerName: (printerId: string) => string
  readonly onOpen: (job: JudgedJob) => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { nowMs } = useClock(momentTickMs)
  const columns = jobColumns({ t, language, nowMs, printerName })
  if (jobs.length === 0 && search !== '') return <ElsewhereLabel search={search} />
  if (jobs.length === 0)
    return (
      <EmptyState
        icon={<PrinterIcon size={64} />}
        title={t('labels.empty')}
        next={t('labels.emptyNext')}
      />
    )
  return (
    <VirtualTable
      className="labels-table"
      label={t('labels.label')}
      columns={columns}
      rows={jobs}
      keyOf={(job) => job.printJobId}
      onOpen={onOpen}
    />
  )
}
