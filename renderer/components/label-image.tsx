import { useEffect, useState } from 'react'
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
  const [source, setSource] = useState<string>()
  useEffect(() => {
    const canvas = document.createElement('canvas')
    canvas.width = picture.widthDots
    canvas.height = picture.heightDots
    const { widthDots, heightDots } = picture
    canvas
      .getContext('2d')
      ?.putImageData(new ImageData(pixelsOf(picture), widthDots, heightDots), 0, 0)
    let address: string | null = null
    let over = false
    canvas.toBlob((blob) => {
      if (!blob || over) return
      address = URL.createObjectURL(blob)
      setSource(address)
    })
    return () => {
      over = true
      if (address !== null) URL.revokeObjectURL(address)
    }
  }, [picture])
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
