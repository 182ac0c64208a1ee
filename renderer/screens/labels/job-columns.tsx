import type { TFunction } from 'i18next'
import type { PrintJobState } from '../../../shared/domain/print-ledger.ts'
import type { Language, ListedJob } from '../../../shared/ipc/routes.ts'
import { Chip } from '../../components/chip.tsx'
import type { Tone } from '../../components/tone.tsx'
import type { TableColumn } from '../../components/virtual-table.tsx'
import { formatMoment } from '../../i18n/format.ts'

/** The shape that each state of a job is shown with. */
export const jobTones: Readonly<Record<PrintJobState, Tone>> = {
  created: 'busy',
  sending: 'busy',
  sent: 'notice',
  confirmed: 'right',
  'failed-before-send': 'wrong',
  unknown: 'attention',
}

export interface JobWords {
  readonly t: TFunction
  readonly language: Language
  readonly nowMs: number
  /** What a printer is called. */
  readonly printerName: (printerId: string) => string
}

/** The columns of the list of labels, in the language of the screen. */
export function jobColumns(words: JobWords): TableColumn<ListedJob>[] {
  const { t, language, nowMs, printerName } = words
  const column = (id: keyof typeof cells): TableColumn<ListedJob> => ({
    id,
    header: t(`labels.columns.${id}`),
    cell: ({ row }) => cells[id](row.original),
  })
  const cells = {
    at: (job: ListedJob) =>
      job.requestedAt === '' ? '–' : formatMoment(job.requestedAt, nowMs, language),
    waybill: (job: ListedJob) => <span className="code labels-waybill">{job.waybillNumber}</span>,
    order: (job: ListedJob) => job.orderNumber,
    copy: (job: ListedJob) =>
      job.copy === 0 ? t('labels.original') : t('labels.copy', { copy: job.copy }),
    printer: (job: ListedJob) => (job.printerId === '' ? '–' : printerName(job.printerId)),
    state: (job: ListedJob) => (
      <Chip tone={jobTones[job.state]}>{t(`labels.state.${job.state}`)}</Chip>
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
