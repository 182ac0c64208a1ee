import type { TFunction } from 'i18next'
import type { Language } from '../../shared/ipc/station-routes.ts'
import { knownCarriers } from './texts.ts'
import { languageTags } from './languages.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A formatter takes longer to make (0.5 ms) than all else that a scan draws, so each language makes its own once. */
function oncePerLanguage<Format>(make: (tag: string) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>()
  return (language) => {
    const known = made.get(language) ?? make(languageTags[language])
    made.set(language, known)
    return known
  }
}

const yuanFormat = oncePerLanguage(
  (tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
)
const countFormat = oncePerLanguage((tag) => new Intl.NumberFormat(tag))
const timeShape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const timeFormat = oncePerLanguage((tag) => new Intl.DateTimeFormat(tag, timeShape))
const dayFormat = oncePerLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { month: 'numeric', day: 'numeric', ...timeShape }),
)

/** Fen (1/100 CNY) as people read money: `¥128.00`. */
export function formatMoney(fen: number, language: Language): string {
  return `¥${yuanFormat(language).format(fen / 100)}`
}

/** A count with the language's thousands marks: `98,412`. */
export function formatCount(count: number, language: Language): string {
  return countFormat(language).format(count)
}

/** An age in ms as a running clock: `00:04`, from an hour on `1:02:03`. Never negative. */
export function formatAge(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000))
  const pad = (part: number) => String(part).padStart(2, '0')
  const minutesAndSeconds = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  const hours = Math.floor(seconds / 3_600)
  return hours === 0 ? minutesAndSeconds : `${String(hours)}:${minutesAndSeconds}`
}

/** How far a deadline is away, and how pressing that is. `soon` is the last hour. */
export interface Deadline {
  readonly urgency: 'late' | 'soon' | 'calm'
  /** Distance to the deadline in ms, never negative. */
  readonly distanceMs: number
}

/** Weighs a deadline (UTC, ISO 8601) against the clock (ms since 1970). */
export function weighDeadline(deadlineAt: string, nowMs: number): Deadline {
  const leftMs = Date.parse(deadlineAt) - nowMs
  if (leftMs < 0) return { urgency: 'late', distanceMs: -leftMs }
  return { urgency: leftMs < hourMs ? 'soon' : 'calm', distanceMs: leftMs }
}

/** A time span in ms in words, two units at most: `2 h 05 min`; from two days on nobody counts the hours, and a column has no room for them. */
export function formatDuration(spanMs: number, t: TFunction): string {
  const days = Math.floor(spanMs / dayMs)
  const hours = Math.floor((spanMs % dayMs) / hourMs)
  const minutes = Math.floor((spanMs % hourMs) / minuteMs)
  if (days > 1) return t('duration.wholeDays', { days })
  if (days > 0) return t('duration.days', { days, hours })
  if (hours > 0 && minutes === 0) return t('duration.wholeHours', { hours })
  if (hours > 0) return t('duration.hours', { hours, minutes: String(minutes).padStart(2, '0') })
  // A deadline that has just passed is late all the same.
  return t('duration.minutes', { minutes: Math.max(1, minutes) })
}

/** A moment (UTC, ISO 8601) in local time: the time alone when it is today, else with its day. */
export function formatMoment(at: string, nowMs: number, language: Language): string {
  const moment = new Date(at)
  const sameDay = moment.toDateString() === new Date(nowMs).toDateString()
  return (sameDay ? timeFormat : dayFormat)(language).format(moment)
}

/** A moment (ms since 1970) in local time, the same in every language: `2026-11-26 17:30`. */
export function formatFullMoment(atMs: number): string {
  const at = new Date(atMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The short name of a carrier code; a code that has none is shown as it is. */
export function carrierName(code: string, t: TFunction): string {
  const known = knownCarriers.find((carrier) => carrier === code)
  return known ? t(`carrier.${known}`) : code
}

/** The date of a moment where this computer stands, `YYYY-MM-DD`. */
export function formatLocalDate(moment: Date): string {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
