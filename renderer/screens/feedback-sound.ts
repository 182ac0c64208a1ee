import type { Sound } from '../components/sound-plan.ts'
import type { NoticeCode, StationView } from '../station/view.ts'

type Heard = Pick<StationView, 'feedback' | 'feedbackSerial' | 'blockedScans'>

/** The steps that end something; they are worth two tones. */
const completions: readonly string[] = [
  'parcel-closed',
  'label-confirmed',
  'parcel-handed-over',
  'task-done',
  'order-collected',
  'walk-collected',
] satisfies readonly NoticeCode[]

/** The sound that a change of the station's view makes; null when nothing new was said. */
export function soundOf(before: Heard, after: Heard): Sound | null {
  if (after.feedbackSerial === before.feedbackSerial)
    return after.blockedScans > before.blockedScans ? 'frozen' : null
  const { tone, code } = after.feedback
  if (tone !== 'right') return tone
  return completions.includes(code) ? 'complete' : 'right'
}
