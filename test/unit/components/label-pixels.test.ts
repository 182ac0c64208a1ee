import { expect, test } from 'vitest'
import { pixelsOf } from '../../../renderer/components/label-pixels.ts'
import { visibleScan } from '../../../renderer/components/visible-scan.ts'

/** Black dots of a picture as `x,y`. */
function blackDots(widthDots: number, heightDots: number, bits: number[]): string[] {
  const pixels = pixelsOf({ widthDots, heightDots, bits: Uint8Array.from(bits) })
  const found: string[] = []
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1)
      if (pixels[(y * widthDots + x) * 4] === 0) found.push(`${String(x)},${String(y)}`)
  return found
}

test('a label that is mirrored, inverted or sheared by its row padding', () => {
  // 10 dots wide: two bytes a row, six of them padding that must not run into the next row.
  expect(blackDots(10, 2, [0b1000_0001, 0b0100_0000, 0b0000_0000, 0b1011_1111])).toEqual([
    '0,0',
    '7,0',
    '9,0',
    '8,1',
  ])
})

test('a truncated picture that is drawn black or throws', () => {
  expect(blackDots(8, 2, [0b0000_0001])).toEqual(['7,0'])
})

test('a label that is see-through on a dark screen', () => {
  expect(pixelsOf({ widthDots: 1, heightDots: 1, bits: Uint8Array.of(0) })).toEqual(
    Uint8ClampedArray.of(255, 255, 255, 255),
  )
})

test('a separator in a scan that nobody can see', () => {
  expect(visibleScan('01\u001d21\u007f包')).toBe('01␝21␡包')
})
