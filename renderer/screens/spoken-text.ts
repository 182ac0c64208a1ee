import type { TFunction } from 'i18next'
import type { StationView } from '../station/view.ts'
import { feedbackText } from './feedback-text.ts'

/** What is said aloud of a message: what is wrong, or what to do next. Nothing of it names a person. */
export function spokenText(view: StationView, t: TFunction): string {
  const { tone, headline, next } = feedbackText(view, t)
  return tone === 'wrong' ? `${headline}. ${next}` : next
}
