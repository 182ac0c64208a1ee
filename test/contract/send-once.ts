import type { PrinterTransport, TransportFault } from '../../electron/main/print/transport.ts'
import type { Result } from '../../shared/domain/result.ts'

/** A signal that never comes. */
export const never = new AbortController().signal

/** Bytes in which a lost, doubled or moved part shows, among them those that a tty likes to interpret. */
export function document(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff)
}

/** Sends one document over a connection of its own. */
export async function sendOnce(
  transport: PrinterTransport,
  bytes: Uint8Array,
  signal = never,
): Promise<Result<null, TransportFault>> {
  const opened = await transport.open(signal)
  if (!opened.ok) return opened
  const sent = await opened.value.send(bytes, signal)
  opened.value.close()
  return sent
}

/** What came of it, in one line. */
export function outcomeOf(result: Result<null, TransportFault>): string {
  return result.ok ? 'sent' : `${result.error.outcome} ${result.error.code}`
}
