import { expect, test } from 'vitest'
import { framingRows } from '../../../renderer/screens/scanners/framing-rows.ts'
import {
  charactersOf,
  hexOf,
  named,
  partsOf,
} from '../../../renderer/screens/scanners/wire-words.ts'

test('a control character that is shown as nothing', () => {
  const all = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')
  const names = partsOf(`${all}\x7f`).map(({ text }) => text)
  expect(new Set(names).size).toBe(33)
  expect([names[2], names[3], names[9], names[10], names[13], names[27], names[29]]).toEqual([
    ...['STX', 'ETX', 'TAB', 'LF', 'CR', 'ESC', 'GS'],
  ])
  expect(named('01\x1d稳\r')).toBe('01<GS>稳<CR>')
})

test('bytes in the wrong order, or in another charset than the settings say', () => {
  const gbk = Uint8Array.of(0xce, 0xc8, 0x0d)
  expect(hexOf(gbk)).toBe('CE C8 0D')
  expect(charactersOf(gbk, 'gb18030')).toBe('稳\r')
  expect(charactersOf(gbk, 'utf8')).toContain('\ufffd')
})

test('a silence that is told of where it ends nothing, and a change that is not marked', () => {
  const present = {
    prefix: '',
    suffix: 'auto',
    idleFlushMs: 50,
    charset: 'utf8',
    aim: false,
  } as const
  expect(framingRows(present, null).every(({ then }) => then === null)).toBe(true)
  expect(framingRows(present, null).map(({ name }) => name)).not.toContain('idleFlushMs')
  const rows = framingRows(present, { ...present, suffix: 'none', idleFlushMs: 180 })
  expect(rows.filter(({ then }) => then !== null)).toEqual([
    { name: 'suffix', now: 'auto', then: 'none' },
    { name: 'idleFlushMs', now: '50', then: '180' },
  ])
})
