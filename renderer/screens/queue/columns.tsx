import type { TFunction } from 'i18next'
import type { OrderState } from '../../../shared/domain/order-state.ts'
import type { Language } from '../../../shared/ipc/station-routes.ts'
import { Chip } from '../../components/chip.tsx'
import type { Tone } from '../../components/tone.tsx'
import type { TableColumn } from '../../components/virtual-table.tsx'
import {
  carrierName,
  formatDuration,
  formatMoment,
  formatMoney,
  weighDeadline,
} from '../../i18n/format.ts'
import type { QueueRow } from '../../store/queries.ts'
import type { StationNames } from '../../../shared/ipc/station-routes.ts'
import { stationName } from '../station-name.ts'

/** The shape that each order state is shown with. */
const stateTones: Readonly<Record<OrderState, Tone | null>> = {
  ready: null,
  picking: 'busy',
  picked: 'busy',
  packing: 'busy',
  packed: 'right',
  shipped: 'right',
  held: 'attention',
  cancelled: 'wrong',
  exception: 'wrong',
}

/** What the cells need to know besides their row. */
export interface ColumnWords {
  readonly t: TFunction
  readonly language: Language
  readonly nowMs: number
  readonly stationId: string
  /** What people call the stations. */
  readonly names: StationNames
}

/** The columns of the queue, in the language of the screen. */
export function queueColumns(words: ColumnWords): TableColumn<QueueRow>[] {
  const { t, language } = words
  const column = (id: keyof typeof cells, header: string): TableColumn<QueueRow> => ({
    id,
    header,
    cell: ({ row }) => cells[id](row.original),
  })
  const cells = {
    order: (row: QueueRow) => <span className="queue-order">{row.orderNumber}</span>,
    channel: (row: QueueRow) => t(`channel.${row.channel}`),
    buyer: (row: QueueRow) => row.buyer,
    units: (row: QueueRow) => (
      <>
        <b>{row.packedUnits}</b> / {row.units}
      </>
    ),
    lines: (row: QueueRow) => row.lineCount,
    carrier: (row: QueueRow) => carrierName(row.carrier, t),
    deadline: (row: QueueRow) => <DeadlineCell row={row} words={words} />,
    cod: (row: QueueRow) =>
      row.codAmountFen > 0 ? <b>{formatMoney(row.codAmountFen, language)}</b> : '–',
    state: (row: QueueRow) => <StateCell row={row} words={words} />,
  }
  return [
    column('order', t('queue.columns.order')),
    column('channel', t('queue.columns.channel')),
    column('buyer', t('queue.columns.buyer')),
    column('units', t('queue.columns.units')),
    column('lines', t('queue.columns.lines')),
    column('carrier', t('queue.columns.carrier')),
    column('deadline', t('queue.columns.deadline')),
    column('cod', t('queue.columns.cod')),
    column('state', t('queue.columns.state')),
  ]
}

function DeadlineCell({ row, words }: { readonly row: QueueRow; readonly words: ColumnWords }) {
  const { t, language, nowMs } = words
  const at = formatMoment(row.deadlineAt, nowMs, language)
  if (row.state === 'shipped' || row.state === 'cancelled') return at
  const { urgency, distanceMs } = weighDeadline(row.deadlineAt, nowMs)
  const duration = formatDuration(distanceMs, t)
  return (
    <span className={`queue-deadline queue-deadline-${urgency}`}>
      <span className="queue-deadline-at">{at}</span>
      <span>
        {urgency === 'late' ? t('queue.late', { duration }) : t('queue.due', { duration })}
      </span>
    </span>
  )
}

function StateCell({ row, words }: { readonly row: QueueRow; readonly words: ColumnWords }) {
  const { t, stationId, names } = words
  const { state, claimedBy, holdNote } = row
  const elsewhere = claimedBy !== null && claimedBy !== stationId && stateTones[state] === 'busy'
  const note = elsewhere
    ? t('queue.theirs', { station: stationName(names, claimedBy, t) })
    : holdNote
  return (
    <span className="queue-state" title={note}>
      <Chip tone={stateTones[state]}>{t(`orderState.${state}`)}</Chip>
      {note !== '' && <span className="queue-note">{note}</span>}
    </span>
  )
}
