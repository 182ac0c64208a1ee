import type { Course } from '../../state/preferences.ts'

/** Something that the bench said, or trouble that was begun or ended. */
type Mark = string

/** One thing that a new packer does at least once; each step of it is reached by one of its marks. */
interface Lesson {
  readonly name: string
  readonly steps: readonly (readonly Mark[])[]
}

const opened = ['order-opened', 'order-resumed']

/** The first shift: what happens every day, then what happens on a bad one. */
export const lessons = [
  { name: 'order', steps: [opened] },
  { name: 'item', steps: [['item-packed', 'parcel-closed']] },
  { name: 'wrong', steps: [['wrong-item'], ['acknowledged']] },
  { name: 'label', steps: [['label-confirmed']] },
  {
    name: 'paper',
    steps: [['on no-paper'], ['parcel-closed'], ['off no-paper'], ['label-confirmed']],
  },
  {
    name: 'offline',
    steps: [['on no-network'], ['label-confirmed'], ['off no-network'], ['all-sent']],
  },
  { name: 'cancelled', steps: [['exception', 'cancelled'], ['acknowledged'], ['task-done']] },
  { name: 'handOver', steps: [['parcel-handed-over']] },
] as const satisfies readonly Lesson[]

/** The course after a mark; what comes out of its turn changes nothing. */
export function advance(course: Course, mark: Mark): Course {
  const lesson: Lesson | undefined = lessons[course.done]
  if (!lesson?.steps[course.step]?.includes(mark)) return course
  return course.step + 1 < lesson.steps.length
    ? { ...course, step: course.step + 1 }
    : { done: course.done + 1, step: 0 }
}
