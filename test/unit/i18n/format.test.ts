import { expect, test } from 'vitest'
import {
  formatLocalDate,
  carrierName,
  formatAge,
  formatCount,
  formatDuration,
  formatMoney,
  weighDeadline,
} from '../../../renderer/i18n/format.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'

const en = createTranslator('en').t
const zh = createTranslator('zh').t
const minute = 60_000

test('fen that are shown as yuan, or lose a digit', () => {
  expect(formatMoney(12_800, 'zh')).toBe('¥128.00')
  expect(formatMoney(5, 'en')).toBe('¥0.05')
  expect(formatMoney(123_456_789, 'en')).toBe('¥1,234,567.89')
})

test('a contact age that stops at an hour or runs backwards', () => {
  expect(formatAge(4_900)).toBe('00:04')
  expect(formatAge(59 * minute + 59_000)).toBe('59:59')
  expect(formatAge(62 * minute + 3_000)).toBe('1:02:03')
  expect(formatAge(-1)).toBe('00:00')
})

test('a deadline that counts as late one moment too early, or never', () => {
  const at = '2026-11-24T09:00:00.000Z'
  const due = Date.parse(at)
  expect(weighDeadline(at, due)).toEqual({ urgency: 'soon', distanceMs: 0 })
  expect(weighDeadline(at, due + 1)).toEqual({ urgency: 'late', distanceMs: 1 })
  expect(weighDeadline(at, due - 60 * minute).urgency).toBe('calm')
})

test('a duration that hides its hours or days', () => {
  expect(formatDuration(35 * minute, en)).toBe('35 min')
  expect(formatDuration(125 * minute, en)).toBe('2 h 05 min')
  expect(formatDuration(120 * minute, zh)).toBe('2 小时')
  expect(formatDuration(125 * minute, zh)).toBe('2 小时 05 分')
  expect(formatDuration(30 * 60 * minute, en)).toBe('1 d 6 h')
  expect(formatDuration(50 * 60 * minute, en)).toBe('2 d')
  expect(formatDuration(300 * 60 * minute, zh)).toBe('12 天')
})

test('a carrier without a short name that vanishes', () => {
  expect(carrierName('yto', zh)).toBe('圆通')
  expect(carrierName('sky-van', en)).toBe('sky-van')
})

test('a count that is hard to read', () => {
  expect(formatCount(98_412, 'en')).toBe('98,412')
})

test('the date of a bench in China is that of London until eight in the morning', () => {
  const zone = process.env['TZ']
  try {
    process.env['TZ'] = 'Asia/Shanghai'
    expect(formatLocalDate(new Date('2026-11-24T16:30:00Z'))).toBe('2026-11-25')
    expect(formatLocalDate(new Date('2026-01-05T01:00:00Z'))).toBe('2026-01-05')
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
