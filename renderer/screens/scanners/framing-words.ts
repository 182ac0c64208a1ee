import type { TFunction } from 'i18next'
import type { FramingRow } from './framing-rows.ts'

/** The value of a setting in the words of the screen; what has none there, such as a prefix, as it is written. */
export function framingWords(name: FramingRow['name'], value: string, t: TFunction): string {
  if (value === '') return t('scanners.framing.none')
  if (name === 'idleFlushMs') return t('scanners.framing.milliseconds', { count: Number(value) })
  if (name === 'prefix') return value
  const known = namedValues[name].find((one) => one === value)
  return known === undefined ? value : t(`scanners.framing.values.${known}`)
}

const namedValues = {
  suffix: ['auto', 'cr', 'lf', 'crlf', 'etx', 'none'],
  aim: ['true', 'false'],
  charset: ['utf8', 'gb18030', 'latin1'],
} as const
