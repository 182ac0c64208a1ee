import { useTranslation } from 'react-i18next'
import { isFullyPicked, orderedUnits, type Order } from '../../../shared/domain/order.ts'
import { isStopped } from '../../../shared/domain/stage.ts'
import { RightShape } from '../../components/icons.tsx'

/** The totes on the cart, or the slots of the wall, in the order of their numbers, so that none moves under the hand. */
export function ToteRow({
  orders,
  active,
}: {
  readonly orders: readonly Order[]
  /** The order that the last scan counted for. */
  readonly active: string | null
}) {
  const { t } = useTranslation()
  const inTotes = orders
    .filter(({ tote }) => tote !== undefined)
    .toSorted((one, other) =>
      (one.tote ?? '').localeCompare(other.tote ?? '', 'en', { numeric: true }),
    )
  return (
    <div className="totes">
      <h3>{t('walk.totes')}</h3>
      {inTotes.length === 0 && <p className="totes-none">{t('walk.noTotes')}</p>}
      <ul className="totes-row" tabIndex={0} aria-label={t('walk.totes')}>
        {inTotes.map((order) => (
          <ToteTile key={order.orderNumber} order={order} isActive={order.orderNumber === active} />
        ))}
      </ul>
    </div>
  )
}

function ToteTile({ order, isActive }: { readonly order: Order; readonly isActive: boolean }) {
  const picked = order.lines.reduce((sum, line) => sum + line.picked, 0)
  const { t } = useTranslation()
  const stopped = isStopped(order)
  const isComplete = !stopped && isFullyPicked(order)
  const names = [
    'tote',
    isComplete && 'tote-complete',
    stopped && 'tote-stopped',
    isActive && 'tote-active',
  ]
  return (
    <li
      className={names.filter(Boolean).join(' ')}
      title={order.orderNumber}
      data-testid="walk-tote"
      data-tote={order.tote}
      data-complete={isComplete}
      data-stopped={stopped}
    >
      <b className="code">{order.tote}</b>
      <span>
        {isComplete && <RightShape size={18} />}
        {stopped ? t('walk.stopped') : `${String(picked)}/${String(orderedUnits(order))}`}
      </span>
    </li>
  )
}
