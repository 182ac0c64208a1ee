import { useMemo } from 'react'
import './label-image.css'
import { pixelsOf, type BitPicture } from './label-pixels.ts'

/**
 * Shows the very dots that went to the printer, one pixel of the image a dot; the style sheet scales the whole. It is an
 * image and no canvas because browsers shrink images well, while thin strokes of a shrunk canvas vanish.
 */
export function LabelImage({
  picture,
  description,
}: {
  readonly picture: BitPicture
  readonly description: string
}) {
  const source = useMemo(() => imageOf(picture), [picture])
  return (
    <img
      className="label-image"
      src={source}
      width={picture.widthDots}
      height={picture.heightDots}
      alt={description}
      data-testid="label-image"
    />
  )
}

/** The picture as the address of a PNG. */
function imageOf(picture: BitPicture): string {
  const { widthDots, heightDots } = picture
  const canvas = document.createElement('canvas')
  canvas.width = widthDots
  canvas.height = heightDots
  const pen = canvas.getContext('2d')
  pen?.putImageData(new ImageData(pixelsOf(picture), widthDots, heightDots), 0, 0)
  return canvas.toDataURL()
}
