import { StrictMode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { HoldfastBridge } from '../shared/ipc/bridge.ts'
import type { Language, StationSetup } from '../shared/ipc/station-routes.ts'
import { languageTags } from './i18n/languages.ts'
import { createTranslator } from './i18n/translator.ts'
import { BenchScreen } from './screens/bench/bench-screen.tsx'
import { LabelPanel } from './screens/bench/label-panel.tsx'
import { HandOverScreen } from './screens/hand-over/hand-over-screen.tsx'
import { LabelsScreen } from './screens/labels/labels-screen.tsx'
import { useLanguage, usePreference, useStationValue } from './screens/observe.ts'
import { QueueScreen } from './screens/queue/queue-screen.tsx'
import { ServicesContext, useServices, type ScreenServices } from './screens/services.ts'
import { ScannersScreen } from './screens/scanners/scanners-screen.tsx'
import { SetupScreen } from './screens/setup/setup-screen.tsx'
import { ShiftScreen } from './screens/shift/shift-screen.tsx'
import { Shell } from './screens/shell/shell.tsx'
import { WalkScreen } from './screens/walk/walk-screen.tsx'
import { VirtualDock } from './screens/virtual/virtual-dock.tsx'
import type { Observable } from './state/observable.ts'
import { createPreferences } from './state/preferences.ts'
import { createPromptBoard } from './state/prompt-board.ts'
import './theme/base.css'

/** Shows the app in an element of the page; answers a function that takes it away again. */
export function renderApp(element: Element, services: ScreenServices): () => void {
  const root = createRoot(element)
  root.render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  )
  return () => root.unmount()
}

/** What the screen needs before the station is ready. */
export interface SetupServices {
  readonly setup: Observable<StationSetup>
  readonly bridge: Pick<HoldfastBridge, 'request'>
  readonly language: Language
}

/** Shows what keeps the station from working; answers a function that takes it away again. */
export function renderSetup(element: Element, services: SetupServices): () => void {
  const root = createRoot(element)
  root.render(
    <StrictMode>
      <Setup services={services} />
    </StrictMode>,
  )
  return () => root.unmount()
}

function Setup({ services }: { readonly services: SetupServices }) {
  const { setup, bridge, language } = services
  const [translator] = useState(() => createTranslator(language))
  const state = useSyncExternalStore(
    (listener) => setup.subscribe(listener),
    () => setup.read(),
  )
  useEffect(() => {
    document.documentElement.lang = languageTags[language]
  }, [language])
  return (
    <I18nextProvider i18n={translator}>
      <SetupScreen setup={state} bridge={bridge} />
    </I18nextProvider>
  )
}

/** The whole window. */
function App({ services }: { readonly services: ScreenServices }) {
  const [translator] = useState(() => createTranslator(services.description.language))
  const [preferences] = useState(() => createPreferences(usableStorage()))
  const [prompt] = useState(createPromptBoard)
  const context = useMemo(
    () => ({ ...services, preferences, prompt }),
    [services, preferences, prompt],
  )
  return (
    <I18nextProvider i18n={translator}>
      <ServicesContext value={context}>
        <Window />
      </ServicesContext>
    </I18nextProvider>
  )
}

function Window() {
  const { t } = useTranslation()
  const { description } = useServices()
  const ready = useStationValue((view) => view.ready)
  const scenario = useStationValue((view) => view.scenario)
  useDocument()
  if (!ready)
    return (
      <p className="app-loading" role="status">
        {t('app.loading')}
      </p>
    )
  return (
    <Shell
      side={scenario === 'bench' ? <LabelPanel /> : null}
      dock={description.virtualScanner ? <VirtualDock /> : null}
    >
      {scenario === 'queue' && <QueueScreen />}
      {scenario === 'walk' && <WalkScreen />}
      {scenario === 'bench' && <BenchScreen />}
      {scenario === 'hand-over' && <HandOverScreen />}
      {scenario === 'labels' && <LabelsScreen />}
      {scenario === 'shift' && <ShiftScreen />}
      {scenario === 'scanners' && <ScannersScreen />}
    </Shell>
  )
}

/** Tells the document its language, title and theme. */
function useDocument(): void {
  const { t } = useTranslation()
  const language = useLanguage()
  const theme = usePreference('theme')
  const { stationName } = useServices().description
  useEffect(() => {
    document.documentElement.lang = languageTags[language]
    document.title = `${t('app.name')} · ${stationName}`
  }, [language, stationName, t])
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}

/** The window's storage, or null where the page may not have one. */
function usableStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
