import { expect, test } from 'vitest'
import { crc32cText } from '../../../electron/main/journal/crc32c.ts'

test('the sum is CRC-32C and no other CRC-32 (RFC 3720 B.4)', () => {
  const upward = Uint8Array.from({ length: 32 }, (_, index) => index)
  expect(crc32cText(new Uint8Array(32))).toBe('8a9136aa')
  expect(crc32cText(new Uint8Array(32).fill(0xff))).toBe('62a8ab43')
  expect(crc32cText(upward)).toBe('46dd794e')
  expect(crc32cText(upward.toReversed())).toBe('113fdb5c')
  const scsiRead = Buffer.from(
    '01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000',
    'hex',
  )
  expect(crc32cText(scsiRead)).toBe('d9963a56')
  expect(crc32cText(Buffer.from('123456789'))).toBe('e3069283')
})
