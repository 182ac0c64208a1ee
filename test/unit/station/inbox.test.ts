import { expect, test } from 'vitest'
import { createInbox } from '../../../renderer/station/inbox.ts'
import { until } from '../../wait/until.ts'

/** A handler whose every input ends when the test says so. */
function heldHandler() {
  const begun: number[] = []
  const ends: { finish: () => void; fail: (cause: Error) => void }[] = []
  let running = 0
  let mostAtOnce = 0
  return {
    begun,
    mostAtOnce: () => mostAtOnce,
    async handle(input: number): Promise<void> {
      begun.push(input)
      running += 1
      mostAtOnce = Math.max(mostAtOnce, running)
      try {
        await new Promise<void>((finish, fail) => ends.push({ finish, fail }))
      } finally {
        running -= 1
      }
    },
    async next(): Promise<{ finish: () => void; fail: (cause: Error) => void }> {
      return until('an input is being handled', () => ends.shift())
    },
  }
}

test('scans that come while a commit is pending and are dropped, doubled, mixed up or run side by side', async () => {
  const handler = heldHandler()
  const inbox = createInbox(handler.handle, () => undefined)
  const inputs = Array.from({ length: 50 }, (_, index) => index)
  for (const input of inputs.slice(0, 20)) inbox.put(input)
  expect(inbox.waiting()).toBe(19)
  for (const input of inputs.slice(20)) {
    inbox.put(input)
    ;(await handler.next()).finish()
  }
  for (const { finish } of [...(await drain(handler, 20))]) finish()
  await until('all were handled', () => handler.begun.length === inputs.length)
  expect(handler.begun).toEqual(inputs)
  expect(handler.mostAtOnce()).toBe(1)
  expect(inbox.waiting()).toBe(0)
})

/** Ends the inputs that are left, one after the other. */
async function drain(handler: ReturnType<typeof heldHandler>, count: number) {
  for (let done = 0; done < count - 1; done += 1) (await handler.next()).finish()
  return [await handler.next()]
}

test('a bug in one scan that stops all that follow', async () => {
  const handled: string[] = []
  const bugs: unknown[] = []
  const inbox = createInbox<string>(
    (input) => {
      if (input.startsWith('throws')) throw new Error(input)
      handled.push(input)
      return input.startsWith('rejects') ? Promise.reject(new Error(input)) : Promise.resolve()
    },
    (cause) => bugs.push(cause),
  )
  for (const input of ['throws at once', 'one', 'rejects later', 'two']) inbox.put(input)
  await until('the last was handled', () => handled.includes('two'))
  expect(handled).toEqual(['one', 'rejects later', 'two'])
  expect(bugs).toEqual([new Error('throws at once'), new Error('rejects later')])
})

test('a scan that is put while another is handled and waits for one more to be noticed', async () => {
  const handled: number[] = []
  const inbox = createInbox<number>(
    (input) => {
      handled.push(input)
      if (input < 3) inbox.put(input + 1)
      return Promise.resolve()
    },
    () => undefined,
  )
  inbox.put(1)
  await until('the chain is over', () => handled.length === 3)
  expect(handled).toEqual([1, 2, 3])
})
