import { describe, expect, test } from 'vitest'
import {
  attachRouter,
  createEventSender,
  type OwnContents,
} from '../../../electron/main/ipc/attach.ts'
import {
  isTrustedSender,
  originOf,
  type SenderFacts,
} from '../../../electron/main/ipc/trusted-sender.ts'
import { eventChannel, requestChannel } from '../../../shared/ipc/faults.ts'

type Listener = (event: never, ...rest: unknown[]) => unknown

function start(own: object | null) {
  const seen: unknown[][] = []
  const handled = new Map<string, Listener>()
  const detach = attachRouter(
    {
      handle: (channel, listener) => void handled.set(channel, listener as Listener),
      removeHandler: (channel) => void handled.delete(channel),
    },
    (...asked) => {
      seen.push(asked)
      return Promise.resolve({ ok: true, value: {} })
    },
    (() => own) as OwnContents,
  )
  const receive = (event: unknown, ...rest: unknown[]): unknown =>
    handled.get(requestChannel)?.(event as never, ...rest)
  return { receive, seen, handled, detach }
}

const page = { name: 'own' }
const mainFrame = { parent: null, origin: 'app://holdfast' }

test('a request arrives with who sent it, its route and its input', () => {
  const { receive, seen } = start(page)
  receive({ sender: page, senderFrame: mainFrame }, 'print.jobs', { a: 1 })
  const own = { isOwnWindow: true, isMainFrame: true, origin: 'app://holdfast' }
  expect(seen).toEqual([[own, 'print.jobs', { a: 1 }]])
})

test.each([
  ['another window', page, { sender: {}, senderFrame: mainFrame }],
  ['no window of our own', null, { sender: page, senderFrame: mainFrame }],
  ['a frame inside the page', page, { sender: page, senderFrame: { ...mainFrame, parent: {} } }],
  ['a frame that is gone', page, { sender: page, senderFrame: null }],
  ['another origin', page, { sender: page, senderFrame: { parent: null, origin: 'https://x' } }],
])('a request from %s is not trusted', (_who, own, event) => {
  const { receive, seen } = start(own)
  receive(event, 'print.jobs', {})
  expect(isTrustedSender(seen[0]?.[0] as SenderFacts, ['app://holdfast'])).toBe(false)
})

test('origins are told apart as the browser does', () => {
  expect(originOf('app://holdfast/index.html')).toBe('app://holdfast')
  expect(originOf('http://localhost:5173/')).toBe('http://localhost:5173')
})

test('detaching takes the handler off', () => {
  const { handled, detach } = start(page)
  detach()
  expect(handled.size).toBe(0)
})

describe('events', () => {
  function sendTo(contents: { destroyed?: boolean; crashed?: boolean } | null) {
    const sent: unknown[] = []
    const own = contents && {
      isDestroyed: () => contents.destroyed ?? false,
      isCrashed: () => contents.crashed ?? false,
      send: (...message: unknown[]) => sent.push(message),
    }
    createEventSender((() => own) as unknown as OwnContents)('scan.doubled', {
      scannerId: 'left',
      text: 'A',
    })
    return sent
  }

  test('an event goes out on the event channel, by name', () => {
    expect(sendTo({})).toEqual([[eventChannel, 'scan.doubled', { scannerId: 'left', text: 'A' }]])
  })

  test.each([null, { destroyed: true }, { crashed: true }])(
    'a window that is not there (%j) does not bring the main process down',
    (contents) => {
      expect(sendTo(contents)).toEqual([])
    },
  )
})
