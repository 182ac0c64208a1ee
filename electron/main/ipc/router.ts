import { z } from 'zod'
import type { IpcAnswer, IpcFaultCode } from '../../../shared/ipc/faults.ts'
import {
  ipcRoutes,
  type IpcOutput,
  type IpcRoute,
  type IpcRoutes,
} from '../../../shared/ipc/routes.ts'

/** What a handler gets: the input after its schema has checked and completed it. */
export type CheckedInput<Route extends IpcRoute> = z.output<IpcRoutes[Route]['input']>

/** The contract seen route by route, so that the compiler ties each schema to its own handler. */
const checkedRoutes: {
  readonly [Route in IpcRoute]: { readonly input: z.ZodType<CheckedInput<Route>> }
} = ipcRoutes

/** A longer complaint helps nobody and fills the log. */
const longestDetail = 1_000

/** Answers one route. An expected no is an answer with a code; a throw is a bug and becomes `internal`. */
export type IpcHandler<Route extends IpcRoute> = (
  input: CheckedInput<Route>,
) => IpcAnswer<IpcOutput<Route>> | Promise<IpcAnswer<IpcOutput<Route>>>

/** One handler for every route of the contract: a missing one does not compile. */
export type IpcHandlers = { readonly [Route in IpcRoute]: IpcHandler<Route> }

/** Makes a handler for a route that does not exist a compile error too. */
type NoExtraHandlers<Handlers> = Readonly<Record<Exclude<keyof Handlers, IpcRoute>, never>>

/** What the router asks of its surroundings. */
export interface RouterPorts<Sender> {
  readonly isTrustedSender: (sender: Sender) => boolean
  /** Told of a handler that threw: a bug that a developer should look at. */
  readonly reportCrash: (route: IpcRoute, thrown: unknown) => void
  /** Told of a request that was turned away before any handler saw it. */
  readonly reportRejected: (code: IpcFaultCode, detail: string) => void
}

/** Answers one request of the window; never rejects. */
export type Router<Sender> = (
  sender: Sender,
  route: unknown,
  input: unknown,
) => Promise<IpcAnswer<unknown>>

/**
 * Builds the only door into the main process: sender, then route, then schema, then handler. Every outcome is an
 * envelope, because a rejected promise loses its fields on the way to the window.
 */
export function createRouter<Sender, Handlers extends IpcHandlers>(
  handlers: Handlers & NoExtraHandlers<Handlers>,
  ports: RouterPorts<Sender>,
): Router<Sender> {
  const reject = (code: IpcFaultCode, detail: string): IpcAnswer<never> => {
    ports.reportRejected(code, detail)
    return { ok: false, error: { code, detail } }
  }
  return async (sender, route, input) => {
    if (!ports.isTrustedSender(sender)) {
      return reject('untrusted-sender', 'The request did not come from the main window.')
    }
    if (!isIpcRoute(route)) return reject('unknown-route', `No such route: ${nameOf(route)}.`)
    try {
      return await answer(handlers, route, input, reject)
    } catch (thrown) {
      ports.reportCrash(route, thrown)
      const detail = `The main process failed on ${route}; its log says why.`
      return { ok: false, error: { code: 'internal', detail } }
    }
  }
}

function answer<Route extends IpcRoute>(
  handlers: IpcHandlers,
  route: Route,
  input: unknown,
  reject: (code: IpcFaultCode, detail: string) => IpcAnswer<never>,
): ReturnType<IpcHandler<Route>> {
  const checked = checkedRoutes[route].input.safeParse(input)
  if (!checked.success) {
    const complaint = `${route}: ${z.prettifyError(checked.error)}`
    return reject('malformed-input', complaint.slice(0, longestDetail))
  }
  const handler: IpcHandler<Route> = handlers[route]
  return handler(checked.data)
}

function isIpcRoute(route: unknown): route is IpcRoute {
  return typeof route === 'string' && Object.hasOwn(ipcRoutes, route)
}

function nameOf(route: unknown): string {
  return typeof route === 'string' ? route.slice(0, 64) : typeof route
}
