import type { Framing } from '../../../shared/ipc/scanner-routes.ts'

/** Names of control characters (ISO 646), by code. */
const controlNames = [
  ...['NUL', 'SOH', 'STX', 'ETX', 'EOT', 'ENQ', 'ACK', 'BEL', 'BS', 'TAB', 'LF', 'VT', 'FF', 'CR'],
  ...[
    'SO',
    'SI',
    'DLE',
    'DC1',
    'DC2',
    'DC3',
    'DC4',
    'NAK',
    'SYN',
    'ETB',
    'CAN',
    'EM',
    'SUB',
    'ESC',
  ],
  ...['FS', 'GS', 'RS', 'US'],
]

/** A stretch of text: readable characters, or one control character by its name. */
export interface WirePart {
  readonly text: string
  readonly isControl: boolean
}

/** Divides a text into what can be read and control characters, which go by their names. */
export function partsOf(text: string): readonly WirePart[] {
  const parts: { text: string; isControl: boolean }[] = []
  for (const character of text) {
    const name = controlNameOf(character)
    const last = parts.at(-1)
    if (name !== null) parts.push({ text: name, isControl: true })
    else if (last && !last.isControl) last.text += character
    else parts.push({ text: character, isControl: false })
  }
  return parts
}

/** A text in one line, control characters by their names: `A<GS>B`. */
export function named(text: string): string {
  return partsOf(text)
    .map((part) => (part.isControl ? `<${part.text}>` : part.text))
    .join('')
}

function controlNameOf(character: string): string | null {
  const code = character.codePointAt(0) ?? 0
  return code === 0x7f ? 'DEL' : (controlNames[code] ?? null)
}

const decoderLabels = { utf8: 'utf-8', gb18030: 'gb18030', latin1: 'latin1' } as const

/** Bytes as characters; what is none in that charset shows as �. */
export function charactersOf(bytes: Uint8Array, charset: Framing['charset']): string {
  return new TextDecoder(decoderLabels[charset], { ignoreBOM: true }).decode(bytes)
}

/** `48 46 0D` */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
}
