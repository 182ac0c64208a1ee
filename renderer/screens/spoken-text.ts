import type { TFunction } from 'i18next'
import type { StationNames } from '../../shared/ipc/station-routes.ts'
import type { ScreenPrompt } from '../state/prompt-board.ts'
import type { StationView } from '../station/view.ts'
import { feedbackText } from './feedback-text.ts'

/** What is said aloud of a message: what is wrong, or what to do next. Nothing of it names a person. */
export function spokenText(
  view: StationView,
  t: TFunction,
  prompt: ScreenPrompt | null = null,
  names: StationNames = {},
): string {
  const { tone, headline, next } = feedbackText(view, t, prompt, names)
  return tone === 'wrong' ? `${headline}. ${next}` : next
}
