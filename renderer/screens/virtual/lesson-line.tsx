import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillFault } from '../../../shared/ipc/drill-routes.ts'
import { RightShape } from '../../components/icons.tsx'
import { useHealth, usePreference } from '../observe.ts'
import { useServices } from '../services.ts'
import { courseStart } from '../../state/preferences.ts'
import { advance, lessons } from './lessons.ts'

/** A first shift that somebody can finish alone: one thing to do at a time, ticked off when the bench has seen it done. */
export function LessonLine({ faults }: { readonly faults: readonly DrillFault[] }) {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const course = usePreference('course')
  useMarks(faults)
  const lesson = lessons[course.done]
  return (
    <div className="dock-lesson" role="status" data-testid="lesson" data-done={course.done}>
      {!lesson && <RightShape size={22} />}
      <b>
        {t('drill.lesson', {
          number: Math.min(course.done + 1, lessons.length),
          of: lessons.length,
        })}
      </b>
      <span>{lesson ? t(`drill.lessons.${lesson.name}`) : t('drill.finished')}</span>
      {course.done > 0 && (
        <button
          type="button"
          className="dock-hide"
          data-testid="lesson-again"
          onClick={() => preferences.setState({ course: courseStart })}
        >
          {t('drill.again')}
        </button>
      )}
    </div>
  )
}

/** Watches the bench for what the course waits for. */
function useMarks(faults: readonly DrillFault[]): void {
  const { preferences, station } = useServices()
  const unacked = useHealth()?.health.unackedCount
  const before = useRef(faults)
  const mark = useCallback(
    (what: string): void =>
      preferences.setState(({ course }) => ({ course: advance(course, what) })),
    [preferences],
  )
  useEffect(() => {
    let told = station.view().feedbackSerial
    // Asked at every change, because a message that the next covers at once is never painted.
    return station.subscribe(() => {
      const { feedback, feedbackSerial } = station.view()
      if (feedbackSerial === told) return
      told = feedbackSerial
      mark(feedback.code)
    })
  }, [station, mark])
  useEffect(() => {
    for (const fault of faults) if (!before.current.includes(fault)) mark(`on ${fault}`)
    for (const fault of before.current) if (!faults.includes(fault)) mark(`off ${fault}`)
    before.current = faults
  }, [faults, mark])
  useEffect(() => {
    if (unacked === 0) mark('all-sent')
  }, [unacked, faults, mark])
}
