// Castagnoli polynomial, bits reversed (RFC 3720 §12.1).
const polynomial = 0x82f63b78

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1
  return remainder
})

/** CRC-32C of bytes as an unsigned 32-bit number; check values are in RFC 3720 B.4. */
function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff
  for (let index = 0; index < bytes.length; index += 1)
    remainder = (table[(remainder ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (remainder >>> 8)
  return (remainder ^ 0xffffffff) >>> 0
}

/** CRC-32C as eight hex digits. */
export function crc32cText(bytes: Uint8Array): string {
  return crc32c(bytes).toString(16).padStart(8, '0')
}
