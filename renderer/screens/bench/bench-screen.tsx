import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/domain/order.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ScanIcon, TickIcon } from '../../components/icons.tsx'
import type { StationView } from '../../station/view.ts'
import { isJustDone } from '../feedback-text.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import './bench.css'
import { LineTable } from './line-table.tsx'
import { OrderHeader } from './order-header.tsx'
import { PhasePanel } from './phase-panel.tsx'

/** The open order: what it is, how far it is, and what its lines still lack. */
export function BenchScreen() {
  const { t } = useTranslation()
  const view = useStationView()
  return (
    <section className="bench" aria-label={t('bench.label')} data-testid={`phase-${view.phase}`}>
      {view.order && <OpenOrder order={view.order} view={view} />}
      {/* The question how many lie in a bin takes the place of what to scan next. */}
      {!view.order && !view.count && (isJustDone(view) ? <Done view={view} /> : <NoOrder />)}
    </section>
  )
}

function OpenOrder({ order, view }: { readonly order: Order; readonly view: StationView }) {
  const { phase, armedQuantity } = view
  const working = phase === 'picking' || phase === 'packing'
  return (
    <>
      <OrderHeader order={order} armedQuantity={armedQuantity} />
      <LineTable key={order.orderNumber} order={order} view={view} />
      {!working && <PhasePanel view={view} />}
    </>
  )
}

/** The box is packed and labelled: the courier takes it, or the next order comes first. */
function Done({ view }: { readonly view: StationView }) {
  const { t } = useTranslation()
  const { station } = useServices()
  const { orderNumber = '' } = view.feedback.data
  return (
    <EmptyState
      icon={<TickIcon size={52} />}
      title={t('bench.doneTitle', { orderNumber })}
      next={t('bench.doneNext')}
    >
      <Button kind="primary" onClick={() => station.intents.showScenario('hand-over')}>
        {t('bench.openHandOver')} <kbd>F3</kbd>
      </Button>
    </EmptyState>
  )
}

function NoOrder() {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <EmptyState
      icon={<ScanIcon size={52} />}
      title={t('bench.noOrderTitle')}
      next={t('bench.noOrderNext')}
    >
      <Button kind="primary" onClick={() => station.intents.showScenario('queue')}>
        {t('bench.openQueue')} <kbd>F1</kbd>
      </Button>
    </EmptyState>
  )
}
