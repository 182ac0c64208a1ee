import { commandCardPrefix, toteOf, type ScanMeaning } from '../../shared/domain/meaning.ts'

/**
 * Whether a text is a card or a badge. Those count because somebody has them at hand: typed, anybody would be the supervisor. The
 * label of a tote only names it.
 */
export function isCard(text: string): boolean {
  return text.toUpperCase().startsWith(commandCardPrefix) && toteOf(text) === null
}

/** The meaning of a code that was typed: the fact of goods tells it, and a label is not proved by it. */
export function asTyped(meaning: ScanMeaning): ScanMeaning {
  if (meaning.kind !== 'item' && meaning.kind !== 'waybill') return meaning
  return { ...meaning, typed: true }
}
