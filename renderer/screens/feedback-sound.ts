import type { Sound } from '../components/sound-plan.ts'
import type { NoticeCode, StationView } from '../station/view.ts'

type Heard = Pick<StationView, 'feedback' | 'feedbackSerial' | 'frozen'>

/** The steps that end something; they are worth two tones. */
const completions: readonly string[] = [
  'parcel-closed',
  'label-confirmed',
  'parcel-handed-over',
] satisfies readonly NoticeCode[]

/** The sound that a change of the station's view makes; null when nothing new was said. */
export function soundOf(before: Heard, after: Heard): Sound | null {
  if (after.feedbackSerial === before.feedbackSerial) return null
  const { tone, code } = after.feedback
  if (tone === 'wrong') return before.frozen && after.frozen ? 'frozen' : 'wrong'
  if (tone === 'notice') return 'notice'
  return completions.includes(code) ? 'complete' : 'right'
}
