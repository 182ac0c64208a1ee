import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NoPictureIcon } from '../components/icons.tsx'
import { Modal } from '../components/modal.tsx'
import './goods-picture.css'
import { useContactState, useStationValue } from './observe.ts'

/** An article whose picture is shown. */
export interface PicturedGoods {
  readonly name: string
  /** Name of the picture. */
  readonly picture: string
}

/**
 * The picture of an article, in a square that is as large with it as without. One that is not on this station and cannot be had now is
 * a calm mark; it is tried again when the contact with the centre
 * changes.
 */
function GoodsPicture({ name, picture }: PicturedGoods) {
  const { t } = useTranslation()
  const contact = useContactState()
  const [failed, setFailed] = useState('')
  const tried = `${picture} ${contact}`
  const isMissing = failed === tried
  if (isMissing)
    return (
      <span
        className="goods-picture goods-picture-missing"
        role="img"
        aria-label={t('goodsPicture.missing', { name })}
        title={t('goodsPicture.missing', { name })}
        data-testid="goods-picture-missing"
      >
        <NoPictureIcon />
      </span>
    )
  return (
    <img
      className="goods-picture"
      src={`/v1/pictures/${picture}`}
      alt={t('goodsPicture.of', { name })}
      decoding="async"
      draggable={false}
      onError={() => setFailed(tried)}
      data-testid="goods-picture"
    />
  )
}

/** The place of a picture that nobody has made: no hole where others have one. */
export function NoGoodsPicture() {
  return (
    <span className="goods-picture goods-picture-missing goods-picture-none" aria-hidden="true">
      <NoPictureIcon />
    </span>
  )
}

/** The same, to be pressed and seen large. The next scan closes what was opened, because the hand that scans is not free for it. */
export function GoodsPictureButton(goods: PicturedGoods) {
  const { t } = useTranslation()
  const serial = useStationValue((view) => view.feedbackSerial)
  const [openedAt, setOpenedAt] = useState<number | null>(null)
  const { name } = goods
  return (
    <>
      <button
        type="button"
        className="goods-picture-button"
        title={t('goodsPicture.enlarge')}
        onClick={() => setOpenedAt(serial)}
        data-testid="goods-picture-button"
      >
        <GoodsPicture {...goods} />
      </button>
      {openedAt === serial && (
        <Modal title={name} wide onClose={() => setOpenedAt(null)}>
          <div className="goods-picture-large" data-testid="goods-picture-large">
            <GoodsPicture {...goods} />
          </div>
        </Modal>
      )}
    </>
  )
}
