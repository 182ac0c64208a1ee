import { expect, test } from 'vitest'
import { AcknowledgeGuard, type KeyPress } from '../../../renderer/components/acknowledge-key.ts'

function press(key: string, timeStamp: number, repeat = false): KeyPress {
  return { key, repeat, timeStamp }
}

function guardWithWrongAt(ms: number): AcknowledgeGuard {
  const guard = new AcknowledgeGuard()
  guard.wrongShown(ms)
  return guard
}

test('a deliberate Enter or Space acknowledges', () => {
  expect(guardWithWrongAt(1_000).judge(press('Enter', 2_000), true)).toBe('acknowledge')
  expect(guardWithWrongAt(1_000).judge(press(' ', 2_000), true)).toBe('acknowledge')
})

test('a typed scan whose Enter closes the error that nobody has read', () => {
  const guard = guardWithWrongAt(0)
  let at = 5_000
  for (const digit of '6901234567892') guard.judge(press(digit, (at += 8)), true)
  expect(guard.judge(press('Enter', at + 8), true)).toBe('swallow')
})

test('an Enter that was on its way when the error appeared', () => {
  expect(guardWithWrongAt(1_000).judge(press('Enter', 1_100), true)).toBe('swallow')
})

test('a held Enter that acknowledges error after error', () => {
  expect(guardWithWrongAt(1_000).judge(press('Enter', 9_000, true), true)).toBe('swallow')
})

test('keys that are taken away from the rest of the screen', () => {
  const guard = guardWithWrongAt(0)
  expect(guard.judge(press('Enter', 1_000), false)).toBe('pass')
  expect(guard.judge(press('Tab', 2_000), true)).toBe('pass')
})
