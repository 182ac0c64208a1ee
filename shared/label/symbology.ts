// The generic build is the one without Node and without DOM. Its default export carries `raw` as it is documented;
// the named `raw` of that build draws.
import bwip from 'bwip-js/generic'
import { fail, succeed, type Result } from '../domain/result.ts'

export const symbologies = [
  'code128',
  'gs1-128',
  'ean-13',
  'itf-14',
  'qr',
  'data-matrix',
  'gs1-data-matrix',
  'pdf417',
  'maxicode',
] as const
export type Symbology = (typeof symbologies)[number]

/** White around a symbol, in modules. */
export interface QuietZone {
  readonly left: number
  readonly right: number
  readonly vertical: number
}

/** A symbol in modules, before it has a size. */
export type SymbolModules =
  /** Widths of bar, space, bar, …; a width of `wide` is a wide bar of ITF, whose ratio is chosen with the dots. */
  | { readonly kind: 'bars'; readonly widths: readonly number[]; readonly hasBearers: boolean }
  /** Rows of square modules (1 = black), each row `rowModules` modules high. */
  | {
      readonly kind: 'matrix'
      readonly columns: number
      readonly modules: readonly number[]
      readonly rowModules: number
    }
  /** Numbers of the dark hexagons of a MaxiCode, in a grid of 30 columns. */
  | { readonly kind: 'hexagons'; readonly dark: readonly number[] }

/** Quiet zones by the standards of each symbology: ISO/IEC 15417, 15420, 16390, 18004, 16022, 15438, 16023. */
export const quietZones: Readonly<Record<Symbology, QuietZone>> = {
  code128: { left: 10, right: 10, vertical: 0 },
  'gs1-128': { left: 10, right: 10, vertical: 0 },
  'ean-13': { left: 11, right: 7, vertical: 0 },
  'itf-14': { left: 10, right: 10, vertical: 0 },
  qr: { left: 4, right: 4, vertical: 4 },
  // One module is the least; a frame beside a damaged edge is what readers trip over.
  'data-matrix': { left: 2, right: 2, vertical: 2 },
  'gs1-data-matrix': { left: 2, right: 2, vertical: 2 },
  pdf417: { left: 2, right: 2, vertical: 2 },
  maxicode: { left: 1, right: 1, vertical: 1 },
}

const encoderNames: Readonly<Record<Symbology, string>> = {
  code128: 'code128',
  'gs1-128': 'gs1-128',
  'ean-13': 'ean13',
  'itf-14': 'itf14',
  qr: 'qrcode',
  'data-matrix': 'datamatrix',
  'gs1-data-matrix': 'gs1datamatrix',
  pdf417: 'pdf417',
  maxicode: 'maxicode',
}

// What each symbology may hold here. Control characters and anything beyond ASCII in Code 128 would need a scanner set
// up for them; the fixed-length codes bring their check digit with them, so that a wrong one is refused.
const content: Readonly<Record<Symbology, RegExp>> = {
  code128: /^[\x20-\x7e]{1,80}$/,
  'gs1-128': /^\(\d{2,4}\)[\x21-\x7e]{1,90}$/,
  'ean-13': /^\d{13}$/,
  'itf-14': /^\d{14}$/,
  qr: /^[^\p{Cc}]{1,1000}$/u,
  'data-matrix': /^[\x20-\x7e]{1,1000}$/,
  'gs1-data-matrix': /^\(\d{2,4}\)[\x21-\x7e]{1,300}$/,
  pdf417: /^[\x20-\x7e]{1,1000}$/,
  maxicode: /^[\x04\x1c-\x7e]{1,138}$/,
}

export interface SymbolOptions {
  /** Columns of data words of a PDF417; fewer make it narrower and higher. */
  readonly columns?: number
  /** Mode of a MaxiCode: 2 and 3 begin with a carrier's postal address, 4 is free text. */
  readonly mode?: 2 | 3 | 4
}

/**
 * The modules of a text in a symbology. The error is the reason why it cannot be told: characters that it does not know,
 * a wrong check digit, GS1 data that break the GS1 rules.
 */
export function encodeSymbol(
  symbology: Symbology,
  text: string,
  options: SymbolOptions = {},
): Result<SymbolModules, string> {
  if (!content[symbology].test(text)) return fail('unsuitable-characters-or-length')
  try {
    return readRaw(symbology, text, options)
  } catch (error) {
    return fail(reasonOf(error))
  }
}

function readRaw(
  symbology: Symbology,
  text: string,
  options: SymbolOptions,
): Result<SymbolModules, string> {
  const fixed = symbology === 'qr' ? { eclevel: 'M' } : {}
  const [symbol] = bwip.raw({ bcid: encoderNames[symbology], text, ...fixed, ...options })
  if (!symbol) return fail('empty-symbol')
  if ('sbs' in symbol) {
    const hasBearers = symbology === 'itf-14'
    return succeed({ kind: 'bars', widths: symbol.sbs, hasBearers })
  }
  if (symbology === 'maxicode') return succeed({ kind: 'hexagons', dark: symbol.pixs })
  const { pixs: modules, pixx: columns, pixy } = symbol
  const rowModules = Math.round((pixy * columns) / modules.length)
  return succeed({ kind: 'matrix', columns, modules, rowModules })
}

/** `bwipp.GS1badChecksum#1234: …` → `GS1badChecksum`. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return /^bwipp\.(?:\w+?\.)?(\w+)/.exec(message)?.[1] ?? message
}
