import type { RawScan } from '../../../shared/ipc/events.ts'
import type { ScannerFraming } from '../settings/scanner-settings.ts'

/** What the bytes of one frame say. */
export type FrameText = Pick<RawScan, 'text' | 'aim' | 'fault'>

/**
 * Control characters that codes carry: tab, line ends (in two-dimensional codes of several lines), the GS1 separator
 * GS and its neighbours FS, RS, US, and the EOT that closes an ISO/IEC 15434 message. Any other is noise.
 */
const noise = /[^\P{Cc}\t\n\r\x04\x1c-\x1f]/u

/** AIM identifier, ISO/IEC 15424: `]`, a letter for the symbology, a modifier. */
const aimIdentifier = /^\]([A-Za-z][0-9A-Za-z])/

/** Builds the reader of one scanner's frames: charset, then prefix, then AIM identifier, in the order of the wire. */
export function createFrameText(framing: ScannerFraming): (bytes: Uint8Array) => FrameText {
  const decode = decoderOf(framing.charset)
  return (bytes) => {
    const decoded = decode(bytes)
    if (decoded === null || noise.test(decoded)) return { text: '', aim: null, fault: 'not-text' }
    const { prefix } = framing
    const data = decoded.startsWith(prefix) ? decoded.slice(prefix.length) : decoded
    const identifier = framing.aim ? aimIdentifier.exec(data) : null
    if (!identifier) return { text: data, aim: null, fault: null }
    return { text: data.slice(identifier[0].length), aim: identifier[1] ?? null, fault: null }
  }
}

function decoderOf(charset: ScannerFraming['charset']): (bytes: Uint8Array) => string | null {
  // The decoder called latin1 is really windows-1252, so latin1 is done by hand: one byte, one character.
  if (charset === 'latin1') return (bytes) => String.fromCharCode(...bytes)
  const label = charset === 'utf8' ? 'utf-8' : charset
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return null
    }
  }
}
