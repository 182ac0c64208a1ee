import { fail, succeed, type Result } from '../domain/result.ts'
import { bytesOfBase64 } from './base64.ts'
import { createBitmap, isBlack, stampBox, type Bitmap, type DotArea } from './bitmap.ts'

/** Why a picture cannot be read. */
export type PictureFault = 'not-base64' | 'not-a-pbm'

/**
 * Reads a black and white picture from a binary PBM file (Netpbm "P4", which every picture program writes) in base64.
 */
export function readPicture(base64: string): Result<Bitmap, PictureFault> {
  const bytes = bytesOfBase64(base64)
  if (!bytes) return fail('not-base64')
  const head = headOf(bytes)
  if (!head) return fail('not-a-pbm')
  const bitmap = createBitmap(head.width, head.height)
  const content = bytes.subarray(head.length)
  if (content.length < bitmap.bits.length) return fail('not-a-pbm')
  bitmap.bits.set(content.subarray(0, bitmap.bits.length))
  return succeed(bitmap)
}

const longestHead = 200

function headOf(bytes: Uint8Array): { width: number; height: number; length: number } | null {
  const text = String.fromCharCode(...bytes.subarray(0, longestHead))
  const match = /^P4\s(?:#[^\n]*\n)*\s*(\d{1,5})\s+(\d{1,5})\s/.exec(text)
  const [width = 0, height = 0] = match?.slice(1).map(Number) ?? []
  return match && width > 0 && height > 0 ? { width, height, length: match[0].length } : null
}

/**
 * Stamps a picture into the middle of an area, as large as it fits with its proportions kept. A dot is black when at
 * least half of what lies under it is; a picture never gains grey.
 */
export function stampPicture(bitmap: Bitmap, picture: Bitmap, room: DotArea): DotArea {
  const area = fitted(picture, room)
  const across = picture.widthDots / area.width
  const down = picture.heightDots / area.height
  for (let y = 0; y < area.height; y += 1)
    for (let x = 0; x < area.width; x += 1) {
      const cell = {
        left: Math.floor(x * across),
        top: Math.floor(y * down),
        right: Math.max(Math.floor(x * across) + 1, Math.floor((x + 1) * across)),
        bottom: Math.max(Math.floor(y * down) + 1, Math.floor((y + 1) * down)),
      }
      if (isMostlyBlack(picture, cell))
        stampBox(bitmap, { left: area.left + x, top: area.top + y, width: 1, height: 1 })
    }
  return area
}

/** The place of a picture in an area. */
export function fitted(picture: Bitmap, room: DotArea): DotArea {
  const factor = Math.min(room.width / picture.widthDots, room.height / picture.heightDots)
  const width = Math.max(1, Math.floor(picture.widthDots * factor))
  const height = Math.max(1, Math.floor(picture.heightDots * factor))
  const left = room.left + Math.floor((room.width - width) / 2)
  const top = room.top + Math.floor((room.height - height) / 2)
  return { left, top, width, height }
}

interface Cell {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function isMostlyBlack(picture: Bitmap, cell: Cell): boolean {
  let black = 0
  for (let y = cell.top; y < cell.bottom; y += 1)
    for (let x = cell.left; x < cell.right; x += 1) if (isBlack(picture, x, y)) black += 1
  return 2 * black >= (cell.right - cell.left) * (cell.bottom - cell.top)
}
