import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order, OrderLine } from '../../../shared/domain/order.ts'
import { NoticeShape, RightShape } from '../../components/icons.tsx'
import type { StationView } from '../../station/view.ts'
import { lineToDo } from '../feedback-text.ts'
import { GoodsPictureButton, NoGoodsPicture } from '../goods-picture.tsx'
import { useServices } from '../services.ts'

/**
 * The lines of the open order in the order's own sequence, which never changes under the hand. Mount it anew for another order: whether
 * there is a column of pictures is settled when the order is opened, so that nothing moves when one comes in.
 */
export function LineTable({
  order,
  view,
}: {
  readonly order: Order
  readonly view: Pick<StationView, 'phase' | 'activeLineId' | 'replacing' | 'approval'>
}) {
  const { phase, activeLineId, replacing, approval } = view
  const { t } = useTranslation()
  const { pictureOf } = useServices()
  const [isPictured] = useState(() => order.lines.some(({ sku }) => pictureOf(sku) !== null))
  const viewport = useRef<HTMLTableSectionElement>(null)
  const nextId = lineToDo({ order, phase, replacing })?.lineId ?? null
  useEffect(() => {
    // Looking where a row is lays the page out, which the next frame does anyway: asked there, it is done once.
    const frame = requestAnimationFrame(() => {
      const wanted = viewport.current?.querySelector('[data-in-sight="true"]')
      wanted?.scrollIntoView({ block: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
    // What is asked below takes room from the lines.
  }, [order, activeLineId, phase, replacing, approval])
  return (
    <div className="lines" role="region" aria-label={t('bench.lines')} tabIndex={0}>
      <table className="lines-table">
        <thead>
          <tr>
            <th scope="col" className="line-mark">
              <span className="unseen">{t('bench.columns.mark')}</span>
            </th>
            <th scope="col">{t('bench.columns.bin')}</th>
            {isPictured && (
              <th scope="col" className="line-picture">
                <span className="unseen">{t('bench.columns.picture')}</span>
              </th>
            )}
            <th scope="col">{t('bench.columns.item')}</th>
            <th scope="col" className="line-count">
              {t('bench.columns.picked')}
            </th>
            <th scope="col" className="line-count">
              {t('bench.columns.packed')}
            </th>
          </tr>
        </thead>
        <tbody ref={viewport}>
          {order.lines.map((line) => (
            <LineRow
              key={line.lineId}
              line={line}
              pictured={isPictured}
              picking={phase === 'picking' || replacing?.step === 'picked'}
              active={line.lineId === (replacing?.lineId ?? activeLineId)}
              next={line.lineId === nextId}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LineRow({
  line,
  pictured,
  picking,
  active,
  next,
}: {
  readonly line: OrderLine
  readonly pictured: boolean
  readonly picking: boolean
  readonly active: boolean
  readonly next: boolean
}) {
  const { t } = useTranslation()
  const complete = (picking ? line.picked : line.packed) >= line.quantity
  const names = ['line', active && 'line-active', complete && 'line-complete', next && 'line-next']
  return (
    <tr
      className={names.filter(Boolean).join(' ')}
      data-testid="line"
      data-line={line.lineId}
      data-in-sight={next || (active && !complete)}
    >
      <td className="line-mark">
        {complete && <RightShape size={26} />}
        {next && <NoticeShape size={26} />}
        {complete && <span className="unseen">{t('bench.lineComplete')}</span>}
      </td>
      <td className="line-bin code">{line.bin === '' ? '–' : line.bin}</td>
      {pictured && <PictureCell line={line} />}
      <td className="line-item">
        <span className="line-name">{line.name}</span>
        <span className="line-sku code">{line.sku}</span>
        {line.substituteFor && (
          <span className="line-instead" data-testid="line-instead">
            {t('bench.insteadOf', { name: line.substituteFor.name })}
          </span>
        )}
      </td>
      <Count done={line.picked} of={line.quantity} loud={picking} />
      <Count done={line.packed} of={line.quantity} loud={!picking} />
    </tr>
  )
}

function PictureCell({ line: { sku, name } }: { readonly line: OrderLine }) {
  const picture = useServices().pictureOf(sku)
  return (
    <td className="line-picture">
      <div className="line-picture-square">
        {picture === null ? (
          <NoGoodsPicture />
        ) : (
          <GoodsPictureButton name={name} picture={picture} />
        )}
      </div>
    </td>
  )
}

function Count({
  done,
  of,
  loud,
}: {
  readonly done: number
  readonly of: number
  readonly loud: boolean
}) {
  return (
    <td className={`line-count ${loud ? 'line-count-loud' : ''}`}>
      <b>{done}</b> / {of}
    </td>
  )
}
