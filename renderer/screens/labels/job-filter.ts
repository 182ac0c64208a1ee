import type { PrintJobState } from '../../../shared/domain/print-ledger.ts'
import type { ListedJob } from '../../../shared/ipc/routes.ts'

/** The lists of labels, by what a person has to do with them. */
export const jobTabs = {
  all: null,
  toDo: ['unknown', 'failed-before-send', 'created'],
  toScan: ['sent'],
  done: ['confirmed'],
} as const satisfies Readonly<Record<string, readonly PrintJobState[] | null>>
export type JobTab = keyof typeof jobTabs
export const jobTabNames = Object.keys(jobTabs) as JobTab[]

/** Whether a job is in a list. A label on its way is in the list of all only. */
export function isInTab({ state }: ListedJob, tab: JobTab): boolean {
  const states: readonly PrintJobState[] | null = jobTabs[tab]
  return states === null || states.includes(state)
}

/** Jobs of a list whose waybill or order holds the search, newest first. */
export function jobsIn(
  jobs: readonly ListedJob[],
  tab: JobTab,
  search: string,
): readonly ListedJob[] {
  const wanted = search.trim().toLowerCase()
  const matches = ({ waybillNumber, orderNumber }: ListedJob): boolean =>
    waybillNumber.toLowerCase().includes(wanted) || orderNumber.toLowerCase().includes(wanted)
  return jobs.filter((job) => isInTab(job, tab) && (wanted === '' || matches(job)))
}
