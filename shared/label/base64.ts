const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648 section 4). Neither Node's nor the browser's encoder can be used in shared code. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const triple =
      ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text += alphabet.charAt(triple >> 18) + alphabet.charAt((triple >> 12) & 63)
    text += left > 1 ? alphabet.charAt((triple >> 6) & 63) : '='
    text += left > 2 ? alphabet.charAt(triple & 63) : '='
  }
  return text
}

/** The bytes that a base64 text holds; null when it is none. Line breaks are allowed. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = text.replace(/\s/g, '')
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(letters)
  if (!match || letters.length % 4 !== 0) return null
  const digits = match[1] ?? ''
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let held = 0
  let heldBits = 0
  let at = 0
  for (const digit of digits) {
    held = ((held << 6) | alphabet.indexOf(digit)) & 0xffff
    heldBits += 6
    if (heldBits < 8) continue
    heldBits -= 8
    bytes[at] = (held >> heldBits) & 0xff
    at += 1
  }
  return bytes
}
