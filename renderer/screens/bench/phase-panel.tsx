import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/domain/order.ts'
import { Button } from '../../components/button.tsx'
import { PrinterIcon } from '../../components/icons.tsx'
import { ToneShape, type Tone } from '../../components/tone.tsx'
import type { BenchPhase, StationView } from '../../station/view.ts'
import { nextPrompt } from '../feedback-text.ts'
import { useServices } from '../services.ts'
import { ReprintButton } from '../reprint.tsx'
import { cartonWords } from './carton-words.ts'

const tones: Readonly<Record<BenchPhase, Tone>> = {
  'no-order': 'notice',
  picking: 'notice',
  packing: 'notice',
  'awaiting-carton': 'notice',
  'awaiting-substitute': 'attention',
  'awaiting-weight': 'notice',
  'awaiting-waybill': 'attention',
  'label-printing': 'busy',
  'label-failed': 'attention',
  'label-unknown': 'attention',
  'awaiting-scan-back': 'notice',
}

/** What the bench waits for once the goods are in the box: one title, one instruction, at most one decision. */
export function PhasePanel({ view }: { readonly view: StationView }) {
  const { t } = useTranslation()
  const { phase, label } = view
  return (
    <div className={`phase phase-${tones[phase]}`} data-testid="phase-panel">
      <ToneShape tone={tones[phase]} size={52} />
      <div className="phase-words">
        <h2 className="phase-title">{titleOf(view, t)}</h2>
        {/* What is wrong says in the band what to do, and two voices contradict each other; the room stays, so that nothing moves. */}
        {phase !== 'label-unknown' && (
          <p className={`phase-next ${view.frozen ? 'phase-next-silent' : ''}`}>
            {nextPrompt(view, t)}
          </p>
        )}
        {phase === 'label-unknown' && <LabelQuestion />}
      </div>
      {phase === 'awaiting-scan-back' && label && (
        <p className="phase-waybill code">{label.waybillNumber}</p>
      )}
      {phase === 'label-failed' && <RetryButton />}
      {phase === 'awaiting-waybill' && <TryAgainButton />}
      {phase === 'awaiting-carton' && view.order && <CartonNow order={view.order} />}
      {phase === 'awaiting-substitute' && <LeaveButton />}
      {phase === 'awaiting-weight' && <WeightNow view={view} />}
    </div>
  )
}

/** Which carton fits, in words that are read from two metres, and the word that none is needed. */
function CartonNow({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { station, cartonAdvice } = useServices()
  const advice = cartonAdvice(order)
  return (
    <>
      <p className="phase-waybill" data-testid="carton-advice">
        {advice ? cartonWords(advice, t) : t('bench.anyCarton')}
      </p>
      <Button onClick={() => station.intents.useOwnBox()} testId="own-box">
        {t('bench.ownBox')}
      </Button>
    </>
  )
}

/** Who is awaited is more than what. */
function titleOf({ approval, phase, weight }: StationView, t: TFunction): string {
  if (approval?.kind === 'substitute') return t('notice.supervisor-needed')
  if (phase === 'awaiting-weight' && weight) return t('bench.onScale')
  return t(`phase.${phase}.title`)
}

/** The line stays as it is. */
function LeaveButton() {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <Button onClick={() => station.intents.undo()} testId="substitute-leave">
      {t('bench.leaveLine')}
    </Button>
  )
}

/** What lies on the scale, in figures that are read from two metres, and the word of a person who knows better. */
function WeightNow({ view: { weight } }: { readonly view: StationView }) {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <>
      <p className="phase-waybill" aria-label={t('bench.weightNow')} data-testid="weight-now">
        {weight ? t('bench.grams', { grams: weight.grams }) : t('bench.notWeighed')}
      </p>
      <Button onClick={() => station.intents.acceptWeight()} testId="accept-weight">
        {t('bench.accept')}
      </Button>
    </>
  )
}

/** Two answers: the label itself says yes by being scanned, a reason for a reprint says no. */
function LabelQuestion() {
  const { t } = useTranslation()
  return (
    <div className="phase-choices">
      <div className="phase-choice">
        <p>
          <b>{t('bench.yesCameOut')}</b>
          <span>{t('bench.yesCameOutNext')}</span>
        </p>
      </div>
      <div className="phase-choice">
        <p>
          <b>{t('bench.noCameOut')}</b>
          <span>{t('bench.noCameOutNext')}</span>
        </p>
        <ReprintButton kind="primary" />
      </div>
    </div>
  )
}

/** Starts a job of which nothing was sent. */
function RetryButton() {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <Button kind="primary" onClick={() => station.intents.retryLabel()} testId="retry-label">
      <PrinterIcon size={22} />
      {t('label.retry')}
    </Button>
  )
}

/** Closes the packed box as soon as its waybill has come. */
function TryAgainButton() {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <Button kind="primary" onClick={() => station.intents.closeParcel()} testId="close-parcel">
      {t('bench.tryAgain')}
    </Button>
  )
}
