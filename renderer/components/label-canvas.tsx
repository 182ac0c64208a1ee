import { useEffect, useRef } from 'react'
import './label-canvas.css'
import { pixelsOf, type BitPicture } from './label-pixels.ts'

/** Draws the very dots that went to the printer, one canvas pixel a dot; the style sheet scales the whole. */
export function LabelCanvas({
  picture,
  description,
}: {
  readonly picture: BitPicture
  readonly description: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    const { widthDots, heightDots } = picture
    pen.putImageData(new ImageData(pixelsOf(picture), widthDots, heightDots), 0, 0)
  }, [picture])
  return (
    <canvas
      ref={canvas}
      className="label-canvas"
      width={picture.widthDots}
      height={picture.heightDots}
      role="img"
      aria-label={description}
      data-testid="label-canvas"
    />
  )
}
