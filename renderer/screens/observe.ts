import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { BatchState } from '../state/batch-board.ts'
import type { LabelPicture, ListedJob } from '../../shared/ipc/routes.ts'
import { languages, type Language, type StationNames } from '../../shared/ipc/station-routes.ts'
import type { HealthReading } from '../state/health-board.ts'
import type { Preferences } from '../state/preferences.ts'
import type { ScreenPrompt } from '../state/prompt-board.ts'
import type { StationView } from '../station/view.ts'
import type { CacheStatus } from '../store/queries.ts'
import { useServices } from './services.ts'

/** The station as it is now; the component is drawn again after every change. */
export function useStationView(): StationView {
  const { station } = useServices()
  return useSyncExternalStore(
    (listener) => station.subscribe(listener),
    () => station.view(),
  )
}

/**
 * One plain value of the station's view; the component is drawn again only when that value changes. `select` answers a
 * string, number or boolean.
 */
export function useStationValue<Value extends string | number | boolean>(
  select: (view: StationView) => Value,
): Value {
  const { station } = useServices()
  return useSyncExternalStore(
    (listener) => station.subscribe(listener),
    () => select(station.view()),
  )
}

/** Main's last word on health; null before the first. */
export function useHealth(): HealthReading | null {
  const { health } = useServices()
  return useSyncExternalStore(
    (listener) => health.subscribe(listener),
    () => health.read(),
  )
}

/** What people call each station. */
export function useStationNames(): StationNames {
  const { stationNames } = useServices()
  return useSyncExternalStore(
    (listener) => stationNames.subscribe(listener),
    () => stationNames.read(),
  )
}

/** How the contact with the centre stands; the component is drawn again only when that changes. */
export function useContactState(): HealthReading['health']['contact']['state'] {
  const { health } = useServices()
  return useSyncExternalStore(
    (listener) => health.subscribe(listener),
    () => health.read()?.health.contact.state ?? 'never',
  )
}

/** How full the cache is. */
export function useCacheStatus(): CacheStatus {
  const { cache } = useServices()
  const [status, setStatus] = useState(() => cache.status())
  useEffect(() => cache.subscribe(() => setStatus(cache.status())), [cache])
  return status
}

/** The picture of a print job; null when this run has none. */
export function usePicture(printJobId: string | null): LabelPicture | null {
  const { pictures } = useServices()
  return useSyncExternalStore(
    (listener) => pictures.subscribe(listener),
    () => (printJobId === null ? null : pictures.read(printJobId)),
  )
}

/** Every print job of this station that is listed, newest first. */
export function usePrintJobs(): readonly ListedJob[] {
  const { prints } = useServices()
  return useSyncExternalStore(
    (listener) => prints.subscribe(listener),
    () => prints.read(),
  )
}

/** The batch of sheets that is being printed, or was printed last; null = none was begun. */
export function useBatch(): BatchState | null {
  const { batch } = useServices()
  return useSyncExternalStore(
    (listener) => batch.subscribe(listener),
    () => batch.read(),
  )
}

/** The picture that was drawn last. */
export function useLatestPicture(): LabelPicture | null {
  const { pictures } = useServices()
  return useSyncExternalStore(
    (listener) => pictures.subscribe(listener),
    () => pictures.latest(),
  )
}

/** What the open screen says of what comes next. */
export function useScreenPrompt(): ScreenPrompt | null {
  const { prompt } = useServices()
  return useSyncExternalStore(
    (listener) => prompt.subscribe(listener),
    () => prompt.read(),
  )
}

/** Says what comes next on this screen, for as long as it is open. */
export function useSaysNext(said: ScreenPrompt | null): void {
  const { prompt } = useServices()
  useEffect(() => {
    prompt.write(said)
    return () => prompt.write(null)
  }, [prompt, said])
}

/** One preference. */
export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useStore(useServices().preferences, (preferences) => preferences[name])
}

/** Both clocks, read again every `everyMs`. */
export function useClock(everyMs: number): {
  readonly nowMs: number
  readonly monotonicMs: number
} {
  const { clock } = useServices()
  const read = () => ({ nowMs: clock.nowMs(), monotonicMs: clock.monotonicMs() })
  const [time, setTime] = useState(read)
  useEffect(() => {
    const timer = setInterval(
      () => setTime({ nowMs: clock.nowMs(), monotonicMs: clock.monotonicMs() }),
      everyMs,
    )
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return time
}

/** The language that is shown now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return languages.find((language) => language === i18n.language) ?? 'en'
}

/**
 * Asks a question again whenever the cache changed or the question did, and keeps the last answer meanwhile. `key` is the
 * question in words: an answer to an older question is thrown away. `ask` must depend on nothing but `key`.
 */
export function useCacheAnswer<Answer>(key: string, ask: () => Promise<Answer>): Answer | null {
  const { cache } = useServices()
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let latest = 0
    let over = false
    const load = async () => {
      const mine = ++latest
      const value = await ask()
      if (!over && mine === latest) setAnswer(value)
    }
    void load()
    const end = cache.subscribe(() => void load())
    return () => {
      over = true
      end()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `ask` is a new function at every render; `key` says what it asks
  }, [cache, key])
  return answer
}
