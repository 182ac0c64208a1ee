import { useTranslation } from 'react-i18next'
import { isFullyPicked } from '../../../shared/domain/order.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { RightShape, WalkIcon } from '../../components/icons.tsx'
import { nextStop } from '../../station/next-stop.ts'
import type { Walk, WalkPhase } from '../../station/view.ts'
import { useStationView } from '../observe.ts'
import { SheetNotice, useSheet } from '../print-sheet.tsx'
import { useServices } from '../services.ts'
import { useWaveKeys } from '../wave-keys.ts'
import { pickListData } from './pick-list.ts'
import { PutPanel, StopPanel, StopsAhead } from './stop-panel.tsx'
import { ToteRow } from './tote-row.tsx'
import './walk.css'

/** A walk through the shelves, or the goods of a wave in front of a put wall: what to take, and where it goes. */
export function WalkScreen() {
  const { t } = useTranslation()
  const { station } = useServices()
  const { walk, walkPhase, count } = useStationView()
  useWaveKeys()
  if (!walk)
    return (
      <EmptyState
        icon={<WalkIcon size={72} />}
        title={t('walkPhase.no-walk.title')}
        next={t('walkPhase.no-walk.next')}
      >
        <Button kind="primary" onClick={() => station.intents.claimWave()} testId="walk-claim">
          {t('walk.claim')} <kbd>F6</kbd>
        </Button>
      </EmptyState>
    )
  return <WalkOf walk={walk} phase={walkPhase} counting={count !== null} />
}

function WalkOf({
  walk,
  phase,
  counting,
}: {
  readonly walk: Walk
  readonly phase: WalkPhase
  /** Whether it is asked what lies in a bin: the question takes the place of what comes later. */
  readonly counting: boolean
}) {
  const { t } = useTranslation()
  const { pictureOf } = useServices()
  const stop = nextStop(walk)
  // Of all goods of the walk, so that the place for pictures neither comes nor goes from stop to stop.
  const isPictured = walk.orders.some(({ lines }) =>
    lines.some(({ sku }) => pictureOf(sku) !== null),
  )
  return (
    <section className="walk" aria-label={t('walk.label')} data-testid={`walk-${phase}`}>
      <WalkHead walk={walk} phase={phase} />
      <div className="walk-body">
        {stop ? (
          <StopPanel stop={stop} inHand={walk.inHand} pictured={isPictured} />
        ) : (
          <EmptyState
            icon={<RightShape size={72} />}
            title={t('walkPhase.collected.title')}
            next={t('walkPhase.collected.next')}
          />
        )}
        <aside className="walk-side">
          <PutPanel last={walk.last} />
          {!counting && <StopsAhead stops={walk.stops.filter((one) => one !== stop)} />}
        </aside>
      </div>
      <ToteRow orders={[...walk.orders, ...walk.stopped]} active={walk.last?.orderNumber ?? null} />
    </section>
  )
}

function WalkHead({ walk, phase }: { readonly walk: Walk; readonly phase: WalkPhase }) {
  const { t } = useTranslation()
  const { station, clock } = useServices()
  const [printed, print] = useSheet(null)
  const { orders, stops, waveNumber } = walk
  const collected = orders.filter(isFullyPicked).length
  const printList = (): void => {
    const printedAt = new Date(clock.nowMs()).toISOString()
    const { operatorId } = station.view()
    print('pick-list-100x150', pickListData({ waveNumber, stops, picker: operatorId, printedAt }))
  }
  return (
    <header className="walk-head">
      <h2 className="walk-wave code">{waveNumber}</h2>
      <p className="walk-progress" data-testid="walk-progress">
        {t('walk.progress', { collected, count: orders.length })}
      </p>
      <SheetNotice printed={printed} testId="walk-list-printed" />
      <Button
        disabled={stops.length === 0}
        onClick={() => station.intents.shortStop()}
        testId="walk-short"
      >
        {t('walk.short')}
      </Button>
      <Button
        disabled={phase !== 'awaiting-tote' && walk.last === null}
        onClick={() => station.intents.undoPick()}
        testId="walk-undo"
      >
        {t('walk.undo')}
      </Button>
      <Button
        disabled={walk.last === null}
        onClick={() => station.intents.damagedPick()}
        testId="walk-damaged"
      >
        {t('bench.damaged')}
      </Button>
      <Button disabled={stops.length === 0} onClick={printList} testId="walk-list">
        {t('walk.list')}
      </Button>
    </header>
  )
}
