import { describe, expect, test } from 'vitest'
import { createRouter, type IpcHandlers } from '../../../electron/main/ipc/router.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import type { IpcFaultCode } from '../../../shared/ipc/faults.ts'
import { ipcRoutes } from '../../../shared/ipc/routes.ts'

const untouched = (): never => {
  throw new Error('this handler should not have run')
}

/** Handlers that all throw, but for the ones given. */
function handlersWith(some: Partial<IpcHandlers>): IpcHandlers {
  const all = Object.fromEntries(Object.keys(ipcRoutes).map((route) => [route, untouched]))
  return { ...(all as unknown as IpcHandlers), ...some }
}

function start(some: Partial<IpcHandlers> = {}, trusted = true) {
  const crashes: unknown[] = []
  const rejected: IpcFaultCode[] = []
  const router = createRouter(handlersWith(some), {
    isTrustedSender: () => trusted,
    reportCrash: (route, thrown) => crashes.push([route, String(thrown)]),
    reportRejected: (code) => rejected.push(code),
  })
  return { ask: (route: unknown, input: unknown) => router(null, route, input), crashes, rejected }
}

describe('what never reaches a handler', () => {
  test('a stranger is turned away before route and input are even looked at', async () => {
    const { ask, rejected } = start({}, false)
    expect(await ask('no.such.route', undefined)).toMatchObject({
      ok: false,
      error: { code: 'untrusted-sender' },
    })
    expect(rejected).toEqual(['untrusted-sender'])
  })

  test.each(['no.such.route', 'constructor', '__proto__', 'toString', '', 7, null, undefined])(
    'route %j is unknown, not an inherited property',
    async (route) => {
      const { ask } = start()
      expect(await ask(route, {})).toMatchObject({ error: { code: 'unknown-route' } })
    },
  )

  test.each([
    ['station.setLanguage', { language: 'fr' }],
    ['station.setLanguage', undefined],
    ['journal.commit', { events: [], labels: [] }],
    ['devices.virtualScan', { text: 'x'.repeat(20_001) }],
    ['print.picture', { printJobId: 7 }],
  ])('malformed input of %s is refused with what is wrong', async (route, input) => {
    const { ask } = start()
    const answer = await ask(route, input)
    expect(answer).toMatchObject({ ok: false, error: { code: 'malformed-input' } })
    expect(answer.ok ? '' : answer.error.detail).toContain(route)
  })

  test('the complaint about a huge malformed input stays short', async () => {
    const { ask } = start()
    const answer = await ask('journal.commit', {
      events: Array.from({ length: 100 }, () => ({})),
      labels: [],
    })
    expect(answer.ok ? '' : answer.error.detail).toHaveLength(1_000)
  })
})

describe('what a handler answers', () => {
  test('a handler gets the checked input, without fields that the schema does not know', async () => {
    const seen: unknown[] = []
    const { ask } = start({
      'station.setLanguage': (input) => {
        seen.push(input)
        return succeed({})
      },
    })
    expect(await ask('station.setLanguage', { language: 'en', admin: true })).toEqual({
      ok: true,
      value: {},
    })
    expect(seen).toEqual([{ language: 'en' }])
  })

  test('an expected refusal crosses with its code and detail', async () => {
    const refusal = fail({ code: 'print-refused', detail: 'already sent' } as const)
    const { ask } = start({ 'print.jobs': () => Promise.resolve(refusal) })
    expect(await ask('print.jobs', {})).toEqual(refusal)
  })

  test.each([
    ['throws', () => untouched()],
    ['rejects', () => Promise.reject(new Error('this handler should not have run'))],
  ] as const)(
    'a handler that %s becomes an internal fault that tells the page nothing',
    async (_how, handler) => {
      const { ask, crashes } = start({ 'print.jobs': handler })
      const answer = await ask('print.jobs', {})
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
      expect(JSON.stringify(answer)).not.toContain('should not have run')
      expect(crashes).toEqual([['print.jobs', 'Error: this handler should not have run']])
    },
  )
})
