/** Why main could not answer a request of the window. */
export const ipcFaultCodes = [
  'untrusted-sender',
  'unknown-route',
  'malformed-input',
  'journal-stopped',
  'disk-used-up',
  'turned-away',
  'print-refused',
  'centre-unreachable',
  'not-available',
  'internal',
] as const
export type IpcFaultCode = (typeof ipcFaultCodes)[number]

/** Every answer travels in this envelope, because a rejected promise loses its fields on the way. */
export type IpcAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly code: IpcFaultCode; readonly detail: string } }

/** The two channels. */
export const requestChannel = 'holdfast:request'
export const eventChannel = 'holdfast:event'
