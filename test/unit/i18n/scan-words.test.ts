import { expect, test } from 'vitest'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { lastScanWords, scanWords } from '../../../renderer/screens/scan-words.ts'

test.each([
  ['HF:LATER', 'Later card', '“稍后”卡'],
  ['HF:QTY12', 'Quantity × 12', '数量卡 × 12'],
  ['HF:STAFF:0007', 'Badge 0007', '工牌 0007'],
  ['HF:PROFILE:PACK-1', 'Profile PACK-1', '用途 PACK-1'],
  ['HF:TO:SF', 'SF card', '“顺丰”卡'],
  ['HF:TOTE:T-03', 'T-03', 'T-03'],
  ['6901234567892', '6901234567892', '6901234567892'],
  ['HF:NO-SUCH', 'HF:NO-SUCH', 'HF:NO-SUCH'],
])('a packer who is shown the bytes of %s instead of its name', (text, english, chinese) => {
  expect(scanWords(text, createTranslator('en').t)).toBe(english)
  expect(scanWords(text, createTranslator('zh').t)).toBe(chinese)
})

test('bytes that made no code, shown as if nothing had been scanned', () => {
  const unread = { lastScan: '', unreadBytes: 7 }
  expect(lastScanWords(unread, createTranslator('en').t)).toBe('no code, 7 bytes')
  expect(lastScanWords(unread, createTranslator('zh').t)).toBe('不是条码（7 字节）')
  const none = { lastScan: '', unreadBytes: 0 }
  expect(lastScanWords(none, createTranslator('en').t)).toBe('none yet')
})
