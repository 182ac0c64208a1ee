/** Port of nearly every network printer. */
const usualPort = 9_100

/** The host and port that a person has typed; null when it is empty or neither a name nor an address. */
export function addressOf(typed: string): { readonly host: string; readonly port: number } | null {
  const parts = /^([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::(\d{1,5}))?$/.exec(typed.trim())
  const [, host, portText] = parts ?? []
  const port = portText === undefined ? usualPort : Number(portText)
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : null
}
