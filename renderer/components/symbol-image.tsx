import './symbol-image.css'

/** A symbol in modules, without its quiet zone. */
export type SymbolShape =
  | { readonly kind: 'bars'; readonly widths: readonly number[] }
  /** Rows of square modules, 1 = black. */
  | { readonly kind: 'matrix'; readonly columns: number; readonly modules: readonly number[] }

/** White around the symbol, modules: as much as the neediest symbology wants. */
const quiet = { bars: 11, matrix: 4 }
const barHeightPx = 110

/**
 * Draws a barcode black on white, in every theme, with a whole number of pixels a module: a scanner reads it off the screen.
 *
 * @param modulePx pixels of one module
 */
export function SymbolImage({
  symbol,
  modulePx,
  description,
}: {
  readonly symbol: SymbolShape
  readonly modulePx: number
  readonly description: string
}) {
  const { width, height, path } = symbol.kind === 'bars' ? bars(symbol.widths) : matrix(symbol)
  const heightPx = symbol.kind === 'bars' ? barHeightPx : height * modulePx
  return (
    <svg
      className={`symbol-image symbol-${symbol.kind}`}
      role="img"
      aria-label={description}
      width={width * modulePx}
      height={heightPx}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      data-testid="symbol-image"
    >
      <path d={path} />
    </svg>
  )
}

interface Drawing {
  /** In modules. */
  readonly width: number
  readonly height: number
  readonly path: string
}

function bars(widths: readonly number[]): Drawing {
  let x = quiet.bars
  let path = ''
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0) path += `M${String(x)} 0h${String(width)}v1h-${String(width)}z`
    x += width
  }
  return { width: x + quiet.bars, height: 1, path }
}

function matrix({ columns, modules }: Extract<SymbolShape, { kind: 'matrix' }>): Drawing {
  const path = modules
    .map((module, at) => {
      const [x, y] = [(at % columns) + quiet.matrix, Math.floor(at / columns) + quiet.matrix]
      return module === 1 ? `M${String(x)} ${String(y)}h1v1h-1z` : ''
    })
    .join('')
  const rows = Math.ceil(modules.length / columns)
  return { width: columns + 2 * quiet.matrix, height: rows + 2 * quiet.matrix, path }
}
