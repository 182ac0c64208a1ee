/** Resolutions of the printers that are supported, in the words of their data sheets. */
export const resolutions = [203, 300] as const
export type DotsPerInch = (typeof resolutions)[number]

// Print heads are built in whole dots per millimetre; the dpi figure is the rounded one (hardware facts 2.1).
const dotsPerMillimetre: Readonly<Record<DotsPerInch, number>> = { 203: 8, 300: 12 }

/** Dots in one millimetre of print head. */
export function dotsPerMm(dotsPerInch: DotsPerInch): number {
  return dotsPerMillimetre[dotsPerInch]
}
