import { expect, test } from 'vitest'
import { soundPlans, sounds } from '../../../renderer/components/sound-plan.ts'
import { soundOf } from '../../../renderer/screens/feedback-sound.ts'
import type { Feedback } from '../../../renderer/station/view.ts'

const right: Feedback = { tone: 'right', code: 'item-packed', data: {} }
const wrong: Feedback = { tone: 'wrong', code: 'wrong-item', data: {} }

function heard(feedbackSerial: number, feedback: Feedback, blockedScans = 0) {
  return { feedbackSerial, feedback, blockedScans }
}

test('the same right scan twice that is heard once', () => {
  expect(soundOf(heard(1, right), heard(2, right))).toBe('right')
})

test('a view that changed without a new message and beeps', () => {
  expect(soundOf(heard(2, right), heard(2, right))).toBeNull()
})

test('a scan against an unacknowledged error that sounds like a new error', () => {
  expect(soundOf(heard(1, right), heard(2, wrong))).toBe('wrong')
  expect(soundOf(heard(2, wrong), heard(2, wrong, 1))).toBe('frozen')
  expect(soundOf(heard(2, wrong, 1), heard(2, wrong, 2))).toBe('frozen')
  expect(soundOf(heard(2, wrong, 2), heard(3, wrong))).toBe('wrong')
})

test('a completed parcel that sounds like one more item', () => {
  const complete: Feedback = { tone: 'right', code: 'parcel-closed', data: {} }
  expect(soundOf(heard(1, right), heard(2, complete))).toBe('complete')
})

test('two sounds that cannot be told apart', () => {
  const shapes = sounds.map((sound) =>
    soundPlans[sound].map((note) => `${String(note.hertz)}/${String(note.lengthMs)}`).join(' '),
  )
  expect(new Set(shapes).size).toBe(sounds.length)
  const lowest = (sound: (typeof sounds)[number]) =>
    Math.min(...soundPlans[sound].map((note) => note.hertz))
  expect(lowest('wrong') * 4).toBeLessThan(lowest('right'))
})
