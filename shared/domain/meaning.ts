import type { ParcelCarton } from './carton.ts'
import type { Gs1Fault, ItemTraits } from './gs1.ts'
import { canonicalCode } from './product.ts'

/** Everything a command card can say. The card's barcode is the prefix and the word, for example `HF:OK`. */
export const commandCards = [
  'OK',
  'LATER',
  'REPRINT',
  'PRINT',
  'VOID',
  'CLOSE',
  'UNDO',
  'SHORT',
  'DAMAGED',
  'SUBSTITUTE',
  'ACCEPT',
  'OWNBOX',
  'BENCH',
  'HANDOVER',
  'QUEUE',
  'WALK',
  'WAVE',
  'WAVE1',
  'PUTBACK',
  'TAKEOVER',
  'LABELS',
  'START',
  'SCANNERS',
  'TEST',
] as const
export type CommandCard = (typeof commandCards)[number]
export const commandCardPrefix = 'HF:'

/** What a code can stand for. */
export type ScanMeaning =
  | { readonly kind: 'order'; readonly orderNumber: string }
  | {
      readonly kind: 'item'
      readonly sku: string
      readonly name: string
      readonly code: string
      /** What the code says of these very units; absent when it names the goods only. */
      readonly traits?: ItemTraits
      /** By hand, because the barcode could not be read. */
      readonly typed?: true
    }
  /** A box that orders are sent in. */
  | { readonly kind: 'carton'; readonly carton: ParcelCarton }
  | {
      readonly kind: 'waybill'
      readonly waybillNumber: string
      readonly orderNumber: string
      readonly typed?: true
    }
  | { readonly kind: 'tote'; readonly tote: string }
  | { readonly kind: 'bin'; readonly bin: string }
  /** The head of a pick list on paper. */
  | { readonly kind: 'list'; readonly waveNumber: string }
  | { readonly kind: 'command'; readonly card: CommandCard }
  /** `fault`: the scanner says that it is a GS1 code, and what is wrong with it. */
  | { readonly kind: 'unknown'; readonly text: string; readonly fault?: Gs1Fault }

/** What the scan index and the cache answer about one code. */
export interface CodeMatches {
  readonly orderNumber: string | null
  readonly product: { readonly sku: string; readonly name: string } | null
  readonly waybill: { readonly waybillNumber: string; readonly orderNumber: string } | null
}

/** The forms of a scanned text that are worth looking up. */
export function readCode(text: string): { readonly text: string; readonly canonical: string } {
  const trimmed = text.trim()
  return { text: trimmed, canonical: canonicalCode(trimmed) }
}

/** The command card that a text is, or null. */
export function commandCardOf(text: string): CommandCard | null {
  if (!text.startsWith(commandCardPrefix)) return null
  const word = text.slice(commandCardPrefix.length).toUpperCase()
  return commandCards.find((card) => card === word) ?? null
}

const quantityCard = /^HF:QTY([1-9]?\d)$/i

/** The number on a quantity card (0 to 99); null when a text is none. */
export function numberOnCard(text: string): number | null {
  const digits = quantityCard.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** How many units the next scan of goods counts, when a text is a quantity card (1 to 99, 1 takes another card back); else null. */
export function quantityCardOf(text: string): number | null {
  const quantity = numberOnCard(text)
  return quantity === 0 ? null : quantity
}

const staffCard = /^HF:STAFF:([A-Z0-9-]{1,40})$/i

/** Who works from now on, when a text is a badge; else null. */
export function staffOf(text: string): string | null {
  return staffCard.exec(text)?.[1]?.toUpperCase() ?? null
}

const profileCard = /^HF:PROFILE:([A-Z0-9][A-Z0-9-]{0,15})$/i

/** The profile that the bench works by from now on, when a text is its card; else null. */
export function profileOf(text: string): string | null {
  return profileCard.exec(text)?.[1]?.toUpperCase() ?? null
}

const carrierCard = /^HF:TO:([A-Z0-9-]{1,20})$/i

/** The carrier whose parcels are handed over from now on, when a text is a carrier card; else null. */
export function carrierCardOf(text: string): string | null {
  return carrierCard.exec(text)?.[1]?.toLowerCase() ?? null
}

const toteLabel = /^HF:TOTE:([A-Z0-9][A-Z0-9-]{0,15})$/i

/** The tote, or the slot of a put wall, whose label a text is; else null. */
export function toteOf(text: string): string | null {
  return toteLabel.exec(text)?.[1]?.toUpperCase() ?? null
}

const waveNumber = /^W-\d{1,9}$/i

/** The wave whose number a text is, as it stands on the head of a pick list; else null. */
export function waveOf(text: string): string | null {
  return waveNumber.test(text) ? text.toUpperCase() : null
}

/**
 * Decides what a code means when it could mean several things: the kinds that the current state expects win, in their
 * order (DESIGN 6).
 */
export function meaningOf(
  text: string,
  matches: CodeMatches,
  expected: readonly ScanMeaning['kind'][],
): ScanMeaning {
  const card = commandCardOf(text)
  if (card) return { kind: 'command', card }
  const possible: ScanMeaning[] = []
  if (matches.product) {
    const { sku, name } = matches.product
    possible.push({ kind: 'item', sku, name, code: text })
  }
  if (matches.waybill) possible.push({ kind: 'waybill', ...matches.waybill })
  if (matches.orderNumber !== null)
    possible.push({ kind: 'order', orderNumber: matches.orderNumber })
  for (const kind of expected) {
    const wanted = possible.find((meaning) => meaning.kind === kind)
    if (wanted) return wanted
  }
  return possible[0] ?? { kind: 'unknown', text }
}
