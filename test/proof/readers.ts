import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { createBitmap, isBlack, stampBox, type Bitmap } from '../../shared/label/bitmap.ts'
import { pbmOf, rgbaOf } from '../unit/label/picture-file.ts'

const require = createRequire(import.meta.url)

/** Gets zxing ready, without its fetching anything. */
export function prepareReaders(): void {
  const wasm = require.resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(readFileSync(wasm)).buffer
  prepareZXingModule({ overrides: { wasmBinary } })
}

/** What zbarimg reads in each of the labels, sorted. Of several equal Code 128 it tells one. */
export function zbarTexts(bitmaps: readonly Bitmap[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-labels-'))
  try {
    const files = bitmaps.map((bitmap, index) => {
      const file = join(folder, `${String(index)}.pbm`)
      writeFileSync(file, pbmOf(bitmap))
      return file
    })
    const xml = zbarXml(files)
    return files.map((file) => {
      const [, source = ''] = xml.split(`<source href='${file}'>`)
      const [own = ''] = source.split('</source>')
      // A text with a separator in it comes as base64.
      const data = /<data( format='base64')?[^>]*><!\[CDATA\[(.*?)\]\]>/gs
      return [...own.matchAll(data)]
        .map(([, coded, text = '']) =>
          coded === undefined ? text : Buffer.from(text, 'base64').toString('utf8'),
        )
        .sort()
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Its exit code 4 says that some label holds nothing to read, which is what a control may want. */
function zbarXml(files: readonly string[]): string {
  try {
    return execFileSync('zbarimg', ['-q', '--xml', ...files], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 4 && 'stdout' in error)
      return String(error.stdout)
    throw error
  }
}

export interface FoundSymbol {
  readonly text: string
  /** Its middle, in dots. */
  readonly x: number
  readonly y: number
}

/** What zxing reads in a label, and where; symbols that are black for white or turned are not read. */
export async function zxingSymbols(
  bitmap: Bitmap,
  formats: Parameters<typeof readBarcodes>[1] = {},
): Promise<readonly FoundSymbol[]> {
  const image = { data: rgbaOf(bitmap), width: bitmap.widthDots, height: bitmap.heightDots }
  const found = await readBarcodes(image as unknown as Parameters<typeof readBarcodes>[0], {
    ...{ formats: ['Code128', 'QRCode'], maxNumberOfSymbols: 40 },
    ...{ tryInvert: false, tryRotate: false, tryDownscale: false },
    ...formats,
  })
  return found.map(({ text, position }) => {
    const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
    const middle = (axis: 'x' | 'y'): number =>
      corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
    return { text, x: middle('x'), y: middle('y') }
  })
}

type ZplRenderer = typeof import('zpl-renderer-js')
let renderer: ZplRenderer | null = null

/** What another program makes of ZPL on paper of this size. */
export async function drawnByAnother(
  zpl: Uint8Array,
  { widthDots, heightDots }: Pick<Bitmap, 'widthDots' | 'heightDots'>,
  scale: number,
): Promise<Bitmap> {
  renderer ??= require('zpl-renderer-js') as ZplRenderer
  const { api } = await renderer.ready
  const text = Buffer.from(zpl).toString('latin1')
  const png = await api.zplToBase64Async(text, widthDots / scale, heightDots / scale, scale)
  const image = await loadImage(Buffer.from(png, 'base64'))
  const [width, height] = [image.width, image.height]
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const bitmap = createBitmap(width, height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((data[(y * width + x) * 4] ?? 0) < 128)
        stampBox(bitmap, { left: x, top: y, width: 1, height: 1 })
  return bitmap
}

/** Pixels in which another's rendering of our ZPL differs from our bitmap. */
export async function differingPixels(
  bitmap: Bitmap,
  zpl: Uint8Array,
  scale: number,
): Promise<number> {
  const drawn = await drawnByAnother(zpl, bitmap, scale)
  const { widthDots, heightDots } = bitmap
  if (drawn.widthDots !== widthDots || drawn.heightDots !== heightDots) return Infinity
  let differing = 0
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1)
      if (isBlack(drawn, x, y) !== isBlack(bitmap, x, y)) differing += 1
  return differing
}

interface ParsedEscpos {
  readonly entries: readonly {
    readonly type: string
    readonly data: {
      readonly width: number
      readonly height: number
      /** One byte a dot; 0 = black. */
      readonly _data: Uint8Array
    }
  }[]
}

interface Npos {
  parser(): { parse(bytes: Buffer): PromiseLike<ParsedEscpos> }
}

/**
 * npos, with the one guard of it raised that gives a raster wider than 1,024 dots back as "out of bounds" undrawn: it stands for the
 * widest printer its author knew, and 100 mm at 300 dpi are 1,181 dots. What it reads and how it draws is its own.
 */
function loadNpos(): Npos {
  const guard = 'var MAX_WIDTH = 1024;'
  const path = require.resolve('npos/lib/codecs/raster.js')
  const source = readFileSync(path, 'utf8')
  if (!source.includes(guard)) throw new Error(`${path} has no longer the guard "${guard}"`)
  const raster = new Module(path)
  const run = compileFunction(source.replace(guard, 'var MAX_WIDTH = 4096;'), [
    'exports',
    'require',
  ])
  run(raster.exports, createRequire(path))
  raster.loaded = true
  require.cache[path] = raster
  return require('npos') as Npos
}

let npos: Npos | null = null

/** Dots in which npos, which is not ours, draws our ESC/POS otherwise than our bitmap. */
export async function differingDots(bitmap: Bitmap, escpos: Uint8Array): Promise<number> {
  npos ??= loadNpos()
  const { entries } = await npos.parser().parse(Buffer.from(escpos))
  const [picture, ...more] = entries.filter(({ type }) => type === 'raster')
  const { widthDots, heightDots, strideBytes } = bitmap
  if (!picture || more.length > 0) return Infinity
  const { width, height, _data: dots } = picture.data
  if (width !== strideBytes * 8 || height !== heightDots) return Infinity
  let differing = 0
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1)
      if ((dots[y * width + x] === 0) !== isBlack(bitmap, x, y)) differing += 1
  return differing
}
