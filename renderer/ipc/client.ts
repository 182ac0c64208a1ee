import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly holdfast: HoldfastBridge
  }
}

/** The window's only way to the main process. */
export function bridge(): HoldfastBridge {
  return window.holdfast
}
