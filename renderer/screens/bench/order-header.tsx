import { useTranslation } from 'react-i18next'
import { orderedUnits, packedUnits, type Order } from '../../../shared/domain/order.ts'
import { Chip } from '../../components/chip.tsx'
import { RemarkIcon } from '../../components/icons.tsx'
import { Progress } from '../../components/progress.tsx'
import {
  carrierName,
  formatDuration,
  formatMoment,
  formatMoney,
  weighDeadline,
} from '../../i18n/format.ts'
import { useClock, useLanguage } from '../observe.ts'
import { useServices } from '../services.ts'
import { cartonWords } from './carton-words.ts'

const deadlineTickMs = 20_000

/** Which order it is, told from two metres away, and everything about it that changes how it is packed. */
export function OrderHeader({
  order,
  armedQuantity,
}: {
  readonly order: Order
  /** More than 1 while a quantity card waits for its scan. */
  readonly armedQuantity: number
}) {
  const { t } = useTranslation()
  const packed = packedUnits(order)
  const total = orderedUnits(order)
  return (
    <header className="order">
      <div className="order-identity">
        <div className="order-title">
          <h1 className="order-number" data-testid="order-number">
            {order.orderNumber}
          </h1>
          {armedQuantity > 1 && (
            <span data-testid="armed-quantity">
              <Chip tone="attention" large>
                {t('bench.armed', { count: armedQuantity })}
              </Chip>
            </span>
          )}
        </div>
        <OrderFacts order={order} />
      </div>
      <div className="order-progress">
        <p className="order-count" data-testid="order-progress">
          <b>{packed}</b>
          <span> / {total}</span>
          <span className="order-count-unit"> {t('bench.units')}</span>
        </p>
        <Progress done={packed} total={total} label={t('bench.progress', { packed, total })} />
      </div>
      {order.remark !== '' && (
        <p className="order-remark" data-testid="remark">
          <RemarkIcon size={22} />
          <span className="unseen">{t('bench.remark')}</span>
          <span className="order-remark-text">{order.remark}</span>
        </p>
      )}
    </header>
  )
}

function OrderFacts({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { nowMs } = useClock(deadlineTickMs)
  const { urgency, distanceMs } = weighDeadline(order.deadlineAt, nowMs)
  const duration = formatDuration(distanceMs, t)
  const late = urgency === 'late'
  const held = order.state === 'held' || order.holds.length > 0
  return (
    <p className="order-facts">
      {held && (
        <Chip tone="wrong" large>
          {t('bench.held')}
        </Chip>
      )}
      <Chip large>{carrierName(order.carrier, t)}</Chip>
      <Chip large tone={late ? 'wrong' : urgency === 'soon' ? 'attention' : null}>
        {formatMoment(order.deadlineAt, nowMs, language)}{' '}
        {late ? t('bench.late', { duration }) : t('bench.due', { duration })}
      </Chip>
      {order.codAmountFen > 0 && (
        <Chip tone="attention" large>
          {t('bench.cod', { amount: formatMoney(order.codAmountFen, language) })}
        </Chip>
      )}
      {order.paymentState !== 'paid' && order.codAmountFen === 0 && (
        <Chip tone="attention" large>
          {t(`payment.${order.paymentState}`)}
        </Chip>
      )}
      <Chip large>{t(`channel.${order.channel}`)}</Chip>
      <CartonChip order={order} />
    </p>
  )
}

/** The box that was taken for what is packed now, or the one to take. */
function CartonChip({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { cartonAdvice } = useServices()
  const carton = order.parcels.find(({ closed }) => !closed)?.carton
  const advice = carton || order.state === 'packed' ? null : cartonAdvice(order)
  if (!carton && !advice) return null
  return (
    <span data-testid="carton">
      <Chip large tone={carton ? null : 'notice'}>
        {carton
          ? t('bench.carton', { name: carton.name === '' ? t('bench.ownBox') : carton.name })
          : advice && cartonWords(advice, t)}
      </Chip>
    </span>
  )
}
