/** A number in groups of four, as people read it aloud. */
export function inGroupsOfFour(text: string): string {
  return (text.match(/.{1,4}/gu) ?? []).join(' ')
}

/** Fen as yuan with two decimals. */
export function yuan(fen: number): string {
  const cents = String(fen % 100).padStart(2, '0')
  return `¥${String(Math.floor(fen / 100))}.${cents}`
}

const chinaOffsetHours = 8

/**
 * A UTC time as it is printed: China has one time zone and no summer time, so the label needs no clock and no zone
 * table. An unreadable time is printed as it came.
 */
export function chinaTime(isoUtc: string): string {
  const at = Date.parse(isoUtc)
  if (Number.isNaN(at)) return isoUtc
  const shifted = new Date(at + chinaOffsetHours * 3_600_000).toISOString()
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`
}

/** Grams as kilograms, with as many decimals as there are grams. */
function kilograms(grams: number): string {
  return `${String(Math.round(grams) / 1000)} kg`
}

/** What a format is made for: one text, one number, or a list of values. */
export type FormatSubject = 'text' | 'number' | 'list'

interface Format {
  readonly subject: FormatSubject
  readonly write: (value: unknown) => string
}

const text =
  (write: (value: string) => string) =>
  (value: unknown): string =>
    typeof value === 'string' ? write(value) : ''

const number =
  (write: (value: number) => string) =>
  (value: unknown): string =>
    typeof value === 'number' ? write(value) : ''

const list =
  (write: (value: readonly unknown[]) => string) =>
  (value: unknown): string =>
    Array.isArray(value) ? write(value) : ''

/** The formats that a template may ask for: `{codAmountFen|yuan}`. */
export const formats: ReadonlyMap<string, Format> = new Map([
  ['groups-of-four', { subject: 'text', write: text(inGroupsOfFour) }],
  ['upper', { subject: 'text', write: text((value) => value.toUpperCase()) }],
  ['time', { subject: 'text', write: text(chinaTime) }],
  ['date', { subject: 'text', write: text((value) => chinaTime(value).slice(0, 10)) }],
  ['yuan', { subject: 'number', write: number(yuan) }],
  ['kilograms', { subject: 'number', write: number(kilograms) }],
  ['count', { subject: 'list', write: list((values) => String(values.length)) }],
  ['sum', { subject: 'list', write: list((values) => String(sumOf(values))) }],
])

function sumOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0)
}
