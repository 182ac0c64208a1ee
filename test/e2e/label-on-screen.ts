import type { Page } from 'playwright-core'
import type { Bitmap } from '../../shared/label/bitmap.ts'
import { until } from '../wait/until.ts'

/** The label of the bench as it stands in the pixels of its image, one dot a pixel; throws when a pixel is neither black nor white. */
export async function labelOnScreen(page: Page): Promise<Bitmap> {
  const image = page.getByTestId('label-image').first()
  await until('the label is drawn', () =>
    image.evaluate((element) => (element as unknown as LoadedImage).naturalWidth > 0),
  )
  const { width, height, red } = await image.evaluate(readRed)
  return packed(width, height, Buffer.from(red, 'latin1'))
}

interface LoadedImage {
  readonly naturalWidth: number
  readonly naturalHeight: number
}

interface RedChannel {
  readonly width: number
  readonly height: number
  /** One character a pixel, because a list of half a million numbers takes seconds to leave the page. */
  readonly red: string
}

/** Runs in the page, whose types this project does not know. */
function readRed(element: unknown): RedChannel {
  const { naturalWidth: width, naturalHeight: height } = element as LoadedImage
  const { OffscreenCanvas } = globalThis as unknown as PageGlobals
  const pen = new OffscreenCanvas(width, height).getContext('2d')
  pen.drawImage(element, 0, 0)
  const { data } = pen.getImageData(0, 0, width, height)
  let red = ''
  for (let at = 0; at < data.length; at += 4) red += String.fromCharCode(data[at] ?? 1)
  return { width, height, red }
}

interface PageGlobals {
  readonly OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Pen }
}

interface Pen {
  drawImage(image: unknown, x: number, y: number): void
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray }
}

function packed(widthDots: number, heightDots: number, red: Uint8Array): Bitmap {
  const strideBytes = Math.ceil(widthDots / 8)
  const bits = new Uint8Array(strideBytes * heightDots)
  red.forEach((value, pixel) => {
    if (value !== 0 && value !== 255) throw new Error(`pixel ${String(pixel)} is grey`)
    const [row, column] = [Math.floor(pixel / widthDots), pixel % widthDots]
    const at = row * strideBytes + (column >> 3)
    if (value === 0) bits[at] = (bits[at] ?? 0) | (0x80 >> (column & 7))
  })
  return { widthDots, heightDots, strideBytes, bits }
}
