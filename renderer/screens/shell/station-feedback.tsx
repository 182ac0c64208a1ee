import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AcknowledgeGuard } from '../../components/acknowledge-key.ts'
import { FeedbackBand } from '../../components/feedback-band.tsx'
import type { StationView } from '../../station/view.ts'
import { soundOf } from '../feedback-sound.ts'
import { feedbackText } from '../feedback-text.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'

/** The band at the foot of every screen: the last scan in words, and its acknowledgement. */
export function StationFeedback() {
  const { t } = useTranslation()
  const { station } = useServices()
  const view = useStationView()
  useFeedbackSound(view)
  useAcknowledgeKeys(view)
  const { tone, headline, next } = feedbackText(view, t)
  return (
    <FeedbackBand
      tone={tone}
      headline={headline}
      next={next}
      lastScan={view.lastScan}
      waitingScans={view.waitingScans}
      serial={view.feedbackSerial}
      frozen={view.frozen}
      words={{
        label: t('feedback.label'),
        lastScan: t('feedback.lastScan'),
        noScan: t('feedback.noScan'),
        waiting: t('feedback.waiting', { quantity: view.waitingScans }),
        acknowledge: t('feedback.acknowledge'),
        acknowledgeHint: t('feedback.acknowledgeHint'),
      }}
      onAcknowledge={() => station.intents.acknowledge()}
    />
  )
}

/** Plays what changed. Sounds are played by the view's serial, so that none is missed and none is doubled. */
function useFeedbackSound(view: StationView): void {
  const { play, description } = useServices()
  const heard = useRef(view)
  useEffect(() => {
    const sound = soundOf(heard.current, view)
    heard.current = view
    if (sound && description.sounds) play(sound)
  }, [view, play, description])
}

/** While a wrong waits, Enter and Space mean "acknowledged" wherever the focus is, and nothing else. */
function useAcknowledgeKeys(view: StationView): void {
  const { station } = useServices()
  const guard = useRef<AcknowledgeGuard>(null)
  const { frozen, feedbackSerial } = view
  useEffect(() => {
    guard.current ??= new AcknowledgeGuard()
    // The clock of key presses is the document's.
    if (frozen) guard.current.wrongShown(performance.now())
  }, [frozen, feedbackSerial])
  useEffect(() => {
    const judge = (event: KeyboardEvent) => {
      const verdict = guard.current?.judge(event, station.view().frozen) ?? 'pass'
      if (verdict === 'pass') return
      event.preventDefault()
      event.stopPropagation()
      if (verdict === 'acknowledge') station.intents.acknowledge()
    }
    window.addEventListener('keydown', judge, { capture: true })
    return () => window.removeEventListener('keydown', judge, { capture: true })
  }, [station])
}
