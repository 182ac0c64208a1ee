/** A scanned text with its control characters made visible (the Unicode control pictures), for example GS as `␝`. */
export function visibleScan(text: string): string {
  return [...text].map((character) => picture(character)).join('')
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : character
}
