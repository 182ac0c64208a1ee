import type { Fetch } from '../centre/api-client.ts'

/** Where the centre is now. An embedded centre has no address until it is ready, and another one after a restart. */
export interface CentreAddress {
  read(): string | null
  write(url: string | null): void
}

/** Stands for the centre in requests until they are sent. */
export const placeholderUrl = 'http://centre.invalid'

/** Makes an address that is not known yet. */
export function createCentreAddress(): CentreAddress {
  let url: string | null = null
  return { read: () => url, write: (next) => void (url = next) }
}

/** A fetch whose requests go to wherever the centre is at that moment; without an address they fail like a dead network. */
export function fetchAt(address: CentreAddress, send: Fetch): Fetch {
  return (url, init) => {
    const base = address.read()
    if (base === null) return Promise.reject(new TypeError('the centre has no address yet'))
    return send(url.replace(placeholderUrl, base.replace(/\/+$/, '')), init)
  }
}
