import { expect, test } from 'vitest'
import { languages } from '../../../shared/ipc/station-routes.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { advance, lessons } from '../../../renderer/screens/virtual/lessons.ts'
import { courseStart } from '../../../renderer/state/preferences.ts'

test('a course that ticks off what was done out of its turn, or forgets half a lesson', () => {
  const after = (...marks: readonly string[]) => marks.reduce(advance, courseStart)
  expect(after('label-confirmed', 'item-packed')).toEqual(courseStart)
  expect(after('order-opened', 'item-packed', 'wrong-item')).toEqual({ done: 2, step: 1 })
  expect(after('order-opened', 'item-packed', 'wrong-item', 'item-packed')).toEqual({
    done: 2,
    step: 1,
  })
  const all = lessons.flatMap(({ steps }) => steps.map(([first]) => first))
  expect(after(...all)).toEqual({ done: lessons.length, step: 0 })
  expect(after(...all, 'order-opened')).toEqual({ done: lessons.length, step: 0 })
})

test.each(languages)('a lesson without words in %s', (language) => {
  const { t } = createTranslator(language)
  for (const { name } of lessons) expect(t(`drill.lessons.${name}`)).not.toContain('drill.')
})
