import { expectTypeOf, test } from 'vitest'
import {
  createRouter,
  type CheckedInput,
  type IpcHandlers,
  type RouterPorts,
} from '../../../electron/main/ipc/router.ts'
import type { IpcRoute } from '../../../shared/ipc/routes.ts'

// These functions are compiled and never called: each marked line must fail to compile, or the check does.
declare const handlers: IpcHandlers
declare const ports: RouterPorts<null>

export function missingHandler(): void {
  const { 'print.jobs': left, ...rest } = handlers
  // @ts-expect-error a route without handler must not compile
  createRouter(rest, ports)
  void left
}

export function extraHandler(): void {
  const more = { ...handlers, 'print.burn': () => ({ ok: true, value: {} }) as const }
  // @ts-expect-error a handler without route must not compile, fresh literal or not
  createRouter(more, ports)
}

export function wrongOutput(): IpcHandlers {
  // @ts-expect-error an answer of the wrong shape must not compile
  return { ...handlers, 'print.jobs': () => ({ ok: true, value: { jobs: 7 } }) }
}

export function wrongFault(): IpcHandlers {
  // @ts-expect-error a fault code outside the contract must not compile
  return { ...handlers, 'print.jobs': () => ({ ok: false, error: { code: 'oops', detail: '' } }) }
}

test('every route has a handler type and a checked input', () => {
  expectTypeOf<keyof IpcHandlers>().toEqualTypeOf<IpcRoute>()
  expectTypeOf<CheckedInput<'station.setLanguage'>>().toEqualTypeOf<{ language: 'zh' | 'en' }>()
})
