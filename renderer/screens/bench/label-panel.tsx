import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/domain/order.ts'
import type { LabelState } from '../../../shared/domain/parcel.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { PrinterIcon } from '../../components/icons.tsx'
import { LabelImage } from '../../components/label-image.tsx'
import { Modal } from '../../components/modal.tsx'
import type { Tone } from '../../components/tone.tsx'
import { openParcel } from '../../station/scenario-table.ts'
import type { BenchLabel, BenchPhase } from '../../station/view.ts'
import { usePicture, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import './label-panel.css'
import { ReprintButton } from '../reprint.tsx'
import { SubstituteButton } from './substitute-button.tsx'

const tones: Readonly<Record<LabelState, Tone | null>> = {
  none: null,
  requested: 'busy',
  sending: 'busy',
  sent: 'notice',
  failed: 'wrong',
  unknown: 'attention',
  confirmed: 'right',
}

/** States in which there may be no picture because nothing was sent yet. */
const unsent: readonly LabelState[] = ['none', 'requested', 'sending', 'failed']

function isNotOnPaper(state: LabelState): boolean {
  return state !== 'sending' && unsent.includes(state)
}

/** The label of the open parcel: the picture that the printer got, its number, and what can be done about it. */
export function LabelPanel() {
  const { t } = useTranslation()
  const { description } = useServices()
  const { label, order, phase, lastPacked } = useStationView()
  return (
    <aside className="label-panel" aria-label={t('label.title')}>
      <h2 className="label-title">
        <PrinterIcon size={20} />
        {t(description.paperless ? 'virtualDevice.printer' : 'label.title')}
      </h2>
      {label ? <CurrentLabel label={label} /> : <NoLabel />}
      {order && <OrderActions order={order} phase={phase} canUndo={lastPacked !== null} />}
    </aside>
  )
}

/** What can be done with the open order besides scanning on. Each has its own place in every phase, so that no hand meets another. */
function OrderActions({
  order,
  phase,
  canUndo,
}: {
  readonly order: Order
  readonly phase: BenchPhase
  readonly canUndo: boolean
}) {
  const { t } = useTranslation()
  const { intents } = useServices().station
  const begun = order.parcels.some((parcel) => !parcel.closed && parcel.contents.length > 0)
  const working = phase === 'packing' || phase === 'picking'
  const open = openParcel.includes(phase)
  return (
    <div className="label-actions">
      <Place name="close" shown={phase === 'packing'}>
        <Button disabled={!begun} onClick={() => intents.closeParcel()} testId="close-parcel">
          {t('bench.closeBox')}
        </Button>
      </Place>
      <Place name="short" shown={working}>
        <Button onClick={() => intents.shortLine()} testId="short-line">
          {t('bench.short')}
        </Button>
      </Place>
      <Place name="substitute" shown={working}>
        <SubstituteButton />
      </Place>
      <Place name="undo" shown={open}>
        <Button disabled={!canUndo} onClick={() => intents.undo()} testId="undo">
          {t('bench.undo')}
        </Button>
      </Place>
      <Place name="damaged" shown={open}>
        <Button disabled={!canUndo} onClick={() => intents.damaged()} testId="damaged">
          {t('bench.damaged')}
        </Button>
      </Place>
      <Place name="reprint" shown={phase === 'awaiting-scan-back'}>
        <ReprintButton />
      </Place>
      <Place name="aside" shown>
        <Button onClick={() => intents.setAside()} testId="set-aside">
          {t('bench.setAside')}
        </Button>
      </Place>
    </div>
  )
}

/** A button with its dialogue is one child of the grid, so that nothing moves when that opens. */
function Place({
  name,
  shown,
  children,
}: {
  readonly name: string
  readonly shown: boolean
  readonly children: ReactNode
}) {
  return shown && <div className={`label-action label-action-${name}`}>{children}</div>
}

function NoLabel() {
  const { t } = useTranslation()
  return (
    <div className="label-slot">
      <p className="label-none">{t('label.none')}</p>
    </div>
  )
}

function CurrentLabel({ label }: { readonly label: BenchLabel }) {
  const { t } = useTranslation()
  return (
    <>
      <LabelSheet label={label} />
      <Chip tone={tones[label.state]} large>
        <span data-testid="label-state" data-state={label.state}>
          {t(`labelState.${label.state}`)}
        </span>
      </Chip>
      <dl className="label-facts">
        <dt>{t('label.waybill')}</dt>
        <dd className="code label-number" data-testid="waybill-number">
          {label.waybillNumber}
        </dd>
        {label.reprints > 0 && <dt>{t('label.reprints')}</dt>}
        {label.reprints > 0 && <dd data-testid="label-copies">{label.reprints}</dd>}
      </dl>
    </>
  )
}

function LabelSheet({ label }: { readonly label: BenchLabel }) {
  const { t } = useTranslation()
  const { waybillNumber, printJobId } = label
  const picture = usePicture(printJobId)
  const [large, setLarge] = useState(false)
  const description = t('label.picture', { waybillNumber })
  if (!picture)
    return (
      <div className="label-slot">
        <p className="label-none">
          {unsent.includes(label.state) ? t(`labelState.${label.state}`) : t('label.notDrawn')}
        </p>
      </div>
    )
  return (
    <div className="label-slot label-slot-full">
      <button
        key={printJobId}
        type="button"
        className={`label-sheet ${isNotOnPaper(label.state) ? 'label-sheet-unsent' : ''}`}
        title={t('label.enlarge')}
        onClick={() => setLarge(true)}
      >
        <LabelImage picture={picture} description={description} />
      </button>
      {large && (
        <Modal title={waybillNumber} wide onClose={() => setLarge(false)}>
          <div className="label-large">
            <LabelImage picture={picture} description={description} />
          </div>
        </Modal>
      )}
    </div>
  )
}
