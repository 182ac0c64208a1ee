import type { PrintJobState } from '../../../shared/domain/print-ledger.ts'
import type { ListedJob } from '../../../shared/ipc/routes.ts'

/** What a person makes of a job: its state, or that a newer copy of the same label has taken its place. */
export type JobStanding = PrintJobState | 'replaced'

/** A print job beside the others of its label. */
export type JudgedJob = ListedJob & { readonly standing: JobStanding }

/** The lists of labels, by what a person has to do with them. */
const jobTabs = {
  all: null,
  toDo: ['unknown', 'failed-before-send', 'created'],
  toScan: ['sent'],
  done: ['confirmed'],
} as const satisfies Readonly<Record<string, readonly JobStanding[] | null>>
export type JobTab = keyof typeof jobTabs
export const jobTabNames = Object.keys(jobTabs) as JobTab[]

/** Judges jobs by their label: nothing is to be done any more about one that was printed again, the newest copy decides. */
export function judgeJobs(jobs: readonly ListedJob[]): readonly JudgedJob[] {
  const newest = new Map<string, number>()
  for (const { waybillNumber, copy } of jobs)
    newest.set(waybillNumber, Math.max(copy, newest.get(waybillNumber) ?? 0))
  return jobs.map((job) => {
    const isReplaced = job.copy < (newest.get(job.waybillNumber) ?? 0)
    return { ...job, standing: isReplaced ? 'replaced' : job.state }
  })
}

/** Whether a job is in a list. A label on its way, or one that was replaced, is in the list of all only. */
export function isInTab({ standing }: JudgedJob, tab: JobTab): boolean {
  const standings: readonly JobStanding[] | null = jobTabs[tab]
  return standings === null || standings.includes(standing)
}

/** Jobs of a list whose waybill or order holds the search, newest first. */
export function jobsIn(
  jobs: readonly JudgedJob[],
  tab: JobTab,
  search: string,
): readonly JudgedJob[] {
  const wanted = search.trim().toLowerCase()
  const matches = ({ waybillNumber, orderNumber }: JudgedJob): boolean =>
    waybillNumber.toLowerCase().includes(wanted) || orderNumber.toLowerCase().includes(wanted)
  return jobs.filter((job) => isInTab(job, tab) && (wanted === '' || matches(job)))
}
