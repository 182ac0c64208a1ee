/** Symbologies by the letter of their AIM identifier (ISO/IEC 15424). They go by these names in every language. */
const symbologyOfLetter: Readonly<Record<string, string>> = {
  A: 'Code 39',
  C: 'Code 128',
  E: 'EAN / UPC',
  F: 'Codabar',
  G: 'Code 93',
  I: 'ITF',
  J: 'DotCode',
  L: 'PDF417',
  Q: 'QR',
  U: 'MaxiCode',
  d: 'DataMatrix',
  e: 'GS1 DataBar',
  z: 'Aztec',
}

/** Identifiers that say more than their letter. */
const symbologyOfIdentifier: Readonly<Record<string, string>> = {
  C1: 'GS1-128',
  E4: 'EAN-8',
  J1: 'GS1 DotCode',
  Q3: 'GS1 QR',
  d2: 'GS1 DataMatrix',
}

/**
 * The symbology that an AIM identifier stands for.
 *
 * @param identifier without `]`, for example `C1`
 * @returns null for one that is not known
 */
export function symbologyOf(identifier: string): string | null {
  return symbologyOfIdentifier[identifier] ?? symbologyOfLetter[identifier.slice(0, 1)] ?? null
}
