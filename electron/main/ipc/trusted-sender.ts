/** Who sent a request, as Electron saw it. */
export interface SenderFacts {
  /** Whether the request came from the web contents of the station's own window. */
  readonly isOwnWindow: boolean
  /** False for a frame inside the page, and for a frame that is gone. */
  readonly isMainFrame: boolean
  /** Origin of the frame's document, for example `app://holdfast`. */
  readonly origin: string
}

/** Whether a request may be looked at: the main frame of our own window, showing our own page. */
export function isTrustedSender(sender: SenderFacts, trustedOrigins: readonly string[]): boolean {
  return sender.isOwnWindow && sender.isMainFrame && trustedOrigins.includes(sender.origin)
}

/** Origin of the page at an address. `URL.origin` answers `null` for schemes it does not know, `app` among them. */
export function originOf(entryUrl: string): string {
  const { protocol, host } = new URL(entryUrl)
  return `${protocol}//${host}`
}
