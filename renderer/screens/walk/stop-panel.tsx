import { useTranslation } from 'react-i18next'
import type { Stop, StopShare } from '../../../shared/domain/walk.ts'
import type { Walk, WalkStep } from '../../station/view.ts'
import { GoodsPictureButton, NoGoodsPicture } from '../goods-picture.tsx'
import { useServices } from '../services.ts'

/** Where to go now, what to take and for which totes; with goods in the hand, that they need a tote first. */
export function StopPanel({
  stop,
  inHand,
  pictured,
}: {
  readonly stop: Stop
  readonly inHand: Walk['inHand']
  /** Whether there is a place for pictures, with one or without. */
  readonly pictured: boolean
}) {
  const { t } = useTranslation()
  if (inHand)
    return (
      <div className="stop stop-waiting" data-testid="walk-in-hand">
        <p className="stop-bin">{t('walkPhase.awaiting-tote.title')}</p>
        <p className="stop-name">
          {t('walk.inHand', { name: inHand.name, quantity: inHand.quantity })}
        </p>
        <p className="stop-order code">{inHand.orderNumber}</p>
      </div>
    )
  const { bin, sku } = stop
  return (
    <div className="stop stop-goal" data-testid="walk-stop" data-bin={bin} data-sku={sku}>
      {pictured && <StopPicture stop={stop} />}
      <StopWords stop={stop} />
    </div>
  )
}

function StopWords({ stop: { bin, sku, name, quantity, shares } }: { readonly stop: Stop }) {
  const { t } = useTranslation()
  return (
    <div className="stop-words">
      <p className="stop-bin code">{bin === '' ? t('walk.noBin') : bin}</p>
      <p className="stop-name">{name}</p>
      <p className="stop-goods">
        <span className="stop-quantity">{t('walk.units', { quantity })}</span>
        <span className="stop-sku code">{sku}</span>
      </p>
      <ul className="stop-shares" aria-label={t('walk.shares')}>
        {shares.map((share) => (
          <ShareTile key={`${share.orderNumber} ${share.lineId}`} share={share} />
        ))}
      </ul>
    </div>
  )
}

/** What to take, large enough to be compared with what lies in the bin. */
function StopPicture({ stop: { sku, name } }: { readonly stop: Stop }) {
  const picture = useServices().pictureOf(sku)
  return (
    <div className="stop-picture">
      {picture === null ? <NoGoodsPicture /> : <GoodsPictureButton name={name} picture={picture} />}
    </div>
  )
}

function ShareTile({ share: { tote, quantity } }: { readonly share: StopShare }) {
  const { t } = useTranslation()
  return (
    <li className={`stop-share ${tote === null ? 'stop-share-new' : ''}`}>
      <b className="code">{tote ?? t('walk.newTote')}</b>
      <span>× {quantity}</span>
    </li>
  )
}

/** The tote that the last scan went into, to be read from where one stands. */
export function PutPanel({ last }: { readonly last: WalkStep | null }) {
  const { t } = useTranslation()
  return (
    <div
      className={`put ${last ? '' : 'put-none'}`}
      data-testid="walk-last"
      data-tote={last?.tote ?? ''}
    >
      <p className="put-title">{t('walk.last')}</p>
      {last ? (
        <p className="put-tote code">{last.tote ?? t('walk.cart')}</p>
      ) : (
        <p className="put-nothing">{t('walk.nothingYet')}</p>
      )}
    </div>
  )
}

/** As many as a picker keeps in mind; a small window shows fewer of them, each whole. */
const shownAhead = 5

export function StopsAhead({ stops }: { readonly stops: readonly Stop[] }) {
  const { t } = useTranslation()
  if (stops.length === 0) return null
  return (
    <div className="ahead">
      <h3>{t('walk.then', { count: stops.length })}</h3>
      <ol>
        {stops.slice(0, shownAhead).map(({ bin, sku, name, quantity }) => (
          <li key={`${bin} ${sku}`} className="ahead-stop">
            <b className="code">{bin === '' ? '–' : bin}</b>
            <span className="ahead-name">{name}</span>
            <span>× {quantity}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
