/** Size of the symbol in dots, and its rows (1 = black). */
interface HexagonPicture {
  readonly width: number
  readonly height: number
  readonly rows: readonly Uint8Array[]
}

// ISO/IEC 16023: 33 rows of 30 columns of hexagons 0.88 mm wide, every other row half a column to the right, around
// three rings with these radii in mm.
const columns = 30
const rowCount = 33
const pitch = 0.88
const rowPitch = pitch * (Math.sqrt(3) / 2)
const rings = [
  [0.51, 1.18],
  [1.86, 2.53],
  [3.2, 3.87],
] as const

/**
 * Draws a MaxiCode at its one size, 26.4 × 25.4 mm. Every hexagon is the same shape in dots with a white dot around it,
 * and its centre is at most half a dot from where it belongs.
 */
export function drawMaxicode(dark: readonly number[], dotsPerMillimetre: number): HexagonPicture {
  const scale = dotsPerMillimetre
  const width = Math.ceil(columns * pitch * scale)
  const height = Math.ceil(((rowCount - 1) * rowPitch + (2 * pitch) / Math.sqrt(3)) * scale)
  const rows = Array.from({ length: height }, () => new Uint8Array(width))
  const hexagon = dotsOfHexagon(pitch * scale - 1)
  for (const module of dark) {
    const [x, y] = centreOf(module, scale)
    for (const [dx, dy] of hexagon) {
      const row = rows[Math.round(y) + dy]
      if (row) row[Math.round(x) + dx] = 1
    }
  }
  drawRings(rows, centreOf(16 * columns + 14, scale), scale)
  return { width, height, rows }
}

function centreOf(module: number, scale: number): readonly [x: number, y: number] {
  const row = Math.floor(module / columns)
  const column = module % columns
  const x = (column + 0.5 + (row % 2) / 2) * pitch
  return [x * scale - 0.5, (row * rowPitch + pitch / Math.sqrt(3)) * scale - 0.5]
}

/** Dots of a hexagon that stands on its point, around its centre. */
function dotsOfHexagon(width: number): readonly (readonly [dx: number, dy: number])[] {
  const reach = Math.ceil(width)
  const steps = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach)
  const isInside = (dx: number, dy: number): boolean =>
    Math.abs(dx) <= width / 2 && Math.abs(dx) / 2 + (Math.abs(dy) * Math.sqrt(3)) / 2 <= width / 2
  return steps.flatMap((dx) => steps.flatMap((dy) => (isInside(dx, dy) ? [[dx, dy] as const] : [])))
}

function drawRings(
  rows: readonly Uint8Array[],
  [centreX, centreY]: readonly [number, number],
  scale: number,
): void {
  rows.forEach((row, y) => {
    row.forEach((_, x) => {
      const radius = Math.hypot(x - centreX, y - centreY) / scale
      if (rings.some(([inner, outer]) => radius >= inner && radius <= outer)) row[x] = 1
    })
  })
}
