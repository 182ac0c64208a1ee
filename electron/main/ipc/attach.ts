import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { IpcEvent, IpcEvents } from '../../../shared/ipc/events.ts'
import { eventChannel, requestChannel } from '../../../shared/ipc/faults.ts'
import type { Router } from './router.ts'
import type { SenderFacts } from './trusted-sender.ts'

/** The contents of the station's window, or null while there is none. */
export type OwnContents = () => WebContents | null

/** Binds the router to the request channel. Answers a function that takes it off again. */
export function attachRouter(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  router: Router<SenderFacts>,
  ownContents: OwnContents,
): () => void {
  ipcMain.handle(requestChannel, (event, route: unknown, input: unknown) =>
    router(senderFacts(event, ownContents()), route, input),
  )
  return () => {
    ipcMain.removeHandler(requestChannel)
  }
}

/** Tells the window something. */
export type SendEvent = <Name extends IpcEvent>(name: Name, payload: IpcEvents[Name]) => void

/**
 * Builds the typed way to tell the window something. Nothing is kept for a window that is not there: a window that
 * starts asks for the state it needs.
 */
export function createEventSender(ownContents: OwnContents): SendEvent {
  return (name, payload) => {
    const contents = ownContents()
    if (!contents || contents.isDestroyed() || contents.isCrashed()) return
    contents.send(eventChannel, name, payload)
  }
}

function senderFacts(event: IpcMainInvokeEvent, own: WebContents | null): SenderFacts {
  // senderFrame is null when the frame has navigated away or died since it sent.
  const frame = event.senderFrame
  return {
    isOwnWindow: own !== null && event.sender === own,
    isMainFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? '',
  }
}
