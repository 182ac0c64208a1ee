import type { DotArea } from './bitmap.ts'
import type { BoxElement, LineElement } from './document.ts'

/** Thin strokes never vanish: one dot is the least. */
function stroke(thickness: number, scale: number): number {
  return Math.max(1, Math.round(thickness * scale))
}

/** The dashes of a line in dots; a line that is not dashed is one. */
export function dashesOf(line: LineElement, scale: number): readonly DotArea[] {
  const thickness = stroke(line.thickness, scale)
  const left = Math.round(line.x * scale)
  const top = Math.round(line.y * scale)
  const total = Math.round(line.length * scale)
  const dash = line.dash > 0 ? stroke(line.dash, scale) : total
  const dashes: DotArea[] = []
  for (let start = 0; start < total; start += 2 * dash) {
    const length = Math.min(dash, total - start)
    dashes.push(
      line.direction === 'horizontal'
        ? { left: left + start, top, width: length, height: thickness }
        : { left, top: top + start, width: thickness, height: length },
    )
  }
  return dashes
}

/** The four sides of a frame in dots, or the one area of a filled box. */
export function sidesOf(box: BoxElement, scale: number): readonly DotArea[] {
  const left = Math.round(box.x * scale)
  const top = Math.round(box.y * scale)
  const width = Math.round((box.x + box.width) * scale) - left
  const height = Math.round((box.y + box.height) * scale) - top
  if (box.stroke === 'filled') return [{ left, top, width, height }]
  const line = stroke(box.stroke, scale)
  return [
    { left, top, width, height: line },
    { left, top: top + height - line, width, height: line },
    { left, top, width: line, height },
    { left: left + width - line, top, width: line, height },
  ]
}
