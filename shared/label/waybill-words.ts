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
