import type { TFunction } from 'i18next'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AcknowledgeGuard } from '../../components/acknowledge-key.ts'
import { FeedbackBand } from '../../components/feedback-band.tsx'
import type { StationView } from '../../station/view.ts'
import { soundOf } from '../feedback-sound.ts'
import { feedbackText } from '../feedback-text.ts'
import { useScreenPrompt, useStationNames, useStationView } from '../observe.ts'
import { lastScanWords } from '../scan-words.ts'
import { useServices } from '../services.ts'
import { spokenText } from '../spoken-text.ts'

/** The band at the foot of every screen: the last scan in words, and its acknowledgement. */
export function StationFeedback() {
  const { t } = useTranslation()
  const { station } = useServices()
  const view = useStationView()
  useFeedbackSound()
  useVoice()
  useAcknowledgeKeys(view)
  const { tone, headline, next } = feedbackText(view, t, useScreenPrompt(), useStationNames())
  return (
    <FeedbackBand
      tone={tone}
      code={view.feedback.code}
      headline={headline}
      next={next}
      lastScan={view.lastScan}
      serial={view.feedbackSerial}
      frozen={view.frozen}
      words={{
        label: t('feedback.label'),
        lastScan: t('feedback.lastScan'),
        scanned: lastScanWords(view, t),
        pending: pendingText(view, t),
        acknowledge: t('feedback.acknowledge'),
        acknowledgeHint: t('feedback.acknowledgeHint'),
      }}
      onAcknowledge={() => station.intents.acknowledge()}
    />
  )
}

/** Scans that were refused while the wrong waits, or that wait for their turn. */
function pendingText(view: StationView, t: TFunction): string {
  const { frozen, blockedScans, waitingScans } = view
  if (frozen && blockedScans > 0) return t('feedback.blocked', { quantity: blockedScans })
  return waitingScans > 0 ? t('feedback.waiting', { quantity: waitingScans }) : ''
}

/** Plays every change as it happens, not as it is painted, so that none is missed and none is doubled. */
function useFeedbackSound(): void {
  const { station, play, description } = useServices()
  useEffect(() => {
    let heard = station.view()
    return station.subscribe(() => {
      const view = station.view()
      const sound = soundOf(heard, view)
      heard = view
      if (sound && description.sounds) play(sound)
    })
  }, [station, play, description])
}

/** Says every new message aloud, where the bench is set so. */
function useVoice(): void {
  const { t, i18n } = useTranslation()
  const { station, speak, description, prompt, stationNames } = useServices()
  useEffect(() => {
    if (!description.voice) return
    let said = station.view().feedbackSerial
    return station.subscribe(() => {
      const view = station.view()
      if (view.feedbackSerial === said) return
      said = view.feedbackSerial
      const text = spokenText(view, t, prompt.read(), stationNames.read())
      speak(text, i18n.language === 'en' ? 'en' : 'zh')
    })
  }, [station, speak, description, prompt, stationNames, t, i18n])
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
