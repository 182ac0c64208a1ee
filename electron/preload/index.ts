import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { IpcEvent, IpcEvents } from '../../shared/ipc/events.ts'
import { eventChannel, requestChannel, type IpcAnswer } from '../../shared/ipc/faults.ts'
import type { IpcInput, IpcOutput, IpcRoute } from '../../shared/ipc/routes.ts'

// Only plain functions and data cross the context bridge; checks happen in main, where the page cannot reach them.
const bridge: HoldfastBridge = {
  request<Route extends IpcRoute>(route: Route, input: IpcInput<Route>) {
    return ipcRenderer.invoke(requestChannel, route, input) as Promise<IpcAnswer<IpcOutput<Route>>>
  },
  subscribe<Name extends IpcEvent>(name: Name, listener: (payload: IpcEvents[Name]) => void) {
    const forward = (_event: IpcRendererEvent, sent: IpcEvent, payload: IpcEvents[Name]): void => {
      if (sent === name) listener(payload)
    }
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.off(eventChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('holdfast', bridge)
