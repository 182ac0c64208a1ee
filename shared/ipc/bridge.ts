import type { IpcEvent, IpcEvents } from './events.ts'
import type { IpcAnswer } from './faults.ts'
import type { IpcInput, IpcOutput, IpcRoute } from './routes.ts'

/** What the preload script puts on `window.holdfast`: one typed forwarder and nothing else. */
export interface HoldfastBridge {
  request<Route extends IpcRoute>(
    route: Route,
    input: IpcInput<Route>,
  ): Promise<IpcAnswer<IpcOutput<Route>>>
  /** Answers a function that ends the subscription. */
  subscribe<Name extends IpcEvent>(
    name: Name,
    listener: (payload: IpcEvents[Name]) => void,
  ): () => void
}
