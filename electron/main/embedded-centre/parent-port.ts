/** The line to the process that forked this one. */
export interface ParentPort {
  readonly postMessage: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** The parent is gone. */
  readonly onClose: (listener: () => void) => void
}

/** Electron's utility process has `parentPort`; a process that Node forked has `send`. Both speak the same messages here. */
export function parentPort(): ParentPort {
  const port = process.parentPort as Electron.ParentPort | undefined
  if (port) {
    return {
      postMessage: (message) => {
        port.postMessage(message)
      },
      onMessage: (listener) => {
        port.on('message', ({ data }) => {
          listener(data)
        })
      },
      // Electron ends its utility processes itself when the app ends.
      onClose: () => undefined,
    }
  }
  return {
    postMessage: (message) => {
      process.send?.(message)
    },
    onMessage: (listener) => {
      process.on('message', listener)
    },
    onClose: (listener) => {
      process.on('disconnect', listener)
    },
  }
}
