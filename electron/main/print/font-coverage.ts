/** Tells whether a font has a glyph for a code point. */
export type GlyphCoverage = (codePoint: number) => boolean

interface Segment {
  readonly first: number
  readonly last: number
}

/**
 * Reads which code points a TrueType or OpenType font covers from its `cmap` table, format 12 (OpenType specification,
 * "cmap — Character To Glyph Index Mapping Table"). The canvas itself cannot be asked: it falls back to any font of the
 * system without a word, or draws an empty box. Throws when the file is no such font, because it ships with the program.
 */
export function readGlyphCoverage(file: Uint8Array): GlyphCoverage {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const segments = readSegments(view, findFormat12(view, findTable(view, 'cmap')))
  return (codePoint) => contains(segments, codePoint)
}

function findTable(view: DataView, wanted: string): number {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index
    const letters = [0, 1, 2, 3].map((offset) => view.getUint8(record + offset))
    if (String.fromCharCode(...letters) === wanted) return view.getUint32(record + 8)
  }
  throw new Error(`the font has no ${wanted} table`)
}

function findFormat12(view: DataView, table: number): number {
  const count = view.getUint16(table + 2)
  for (let index = 0; index < count; index += 1) {
    const subtable = table + view.getUint32(table + 4 + 8 * index + 4)
    if (view.getUint16(subtable) === 12) return subtable
  }
  throw new Error('the font has no cmap of format 12')
}

function readSegments(view: DataView, subtable: number): readonly Segment[] {
  const count = view.getUint32(subtable + 12)
  return Array.from({ length: count }, (_, index) => {
    const group = subtable + 16 + 12 * index
    const first = view.getUint32(group)
    // Glyph 0 is the empty box.
    const startsAtMissing = view.getUint32(group + 8) === 0
    return { first: startsAtMissing ? first + 1 : first, last: view.getUint32(group + 4) }
  })
}

/** The groups are sorted by code point, as the specification demands. */
function contains(segments: readonly Segment[], codePoint: number): boolean {
  let low = 0
  let high = segments.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]
    if (!segment) return false
    if (codePoint < segment.first) high = middle - 1
    else if (codePoint > segment.last) low = middle + 1
    else return true
  }
  return false
}
