import type { TFunction } from 'i18next'
import type { Language } from '../../../shared/ipc/station-routes.ts'
import { Chip } from '../../components/chip.tsx'
import type { Tone } from '../../components/tone.tsx'
import type { TableColumn } from '../../components/virtual-table.tsx'
import { formatMoment } from '../../i18n/format.ts'
import type { JobStanding, JudgedJob } from './job-filter.ts'

/** The shape that each standing of a job is shown with. */
export const jobTones: Readonly<Record<JobStanding, Tone>> = {
  created: 'busy',
  sending: 'busy',
  sent: 'notice',
  confirmed: 'right',
  'failed-before-send': 'wrong',
  unknown: 'attention',
  replaced: 'notice',
}

export interface JobWords {
  readonly t: TFunction
  readonly language: Language
  readonly nowMs: number
  /** What a printer is called. */
  readonly printerName: (printerId: string) => string
}

/** The columns of the list of labels, in the language of the screen. */
export function jobColumns(words: JobWords): TableColumn<JudgedJob>[] {
  const { t, language, nowMs, printerName } = words
  const column = (id: keyof typeof cells): TableColumn<JudgedJob> => ({
    id,
    header: t(`labels.columns.${id}`),
    cell: ({ row }) => cells[id](row.original),
  })
  const cells = {
    at: (job: JudgedJob) =>
      job.requestedAt === '' ? '–' : formatMoment(job.requestedAt, nowMs, language),
    waybill: (job: JudgedJob) => <span className="code labels-waybill">{job.waybillNumber}</span>,
    order: (job: JudgedJob) => job.orderNumber,
    copy: (job: JudgedJob) =>
      job.copy === 0 ? t('labels.original') : t('labels.copy', { copy: job.copy }),
    printer: (job: JudgedJob) => (job.printerId === '' ? '–' : printerName(job.printerId)),
    state: (job: JudgedJob) => (
      <Chip tone={jobTones[job.standing]}>{t(`labels.state.${job.standing}`)}</Chip>
    ),
  }
  return [
    column('at'),
    column('waybill'),
    column('order'),
    column('copy'),
    column('printer'),
    column('state'),
  ]
}
