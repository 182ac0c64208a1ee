import type { Language, StationSetup } from '../../../shared/ipc/station-routes.ts'

/** How far the station is from working, for the window that waits for it. */
export interface SetupBoard {
  read(): StationSetup
  write(state: StationSetup['state'], detail?: string): void
  /** The language of the settings, once they are read. */
  speak(language: Language): void
}

/** Makes a board that starts at `starting` and tells every change. */
export function createSetupBoard(onChange: (setup: StationSetup) => void): SetupBoard {
  let setup: StationSetup = { state: 'starting', detail: '', language: 'zh' }
  return {
    read: () => setup,
    write(state, detail = '') {
      if (setup.state === state && setup.detail === detail) return
      setup = { ...setup, state, detail }
      onChange(setup)
    },
    speak: (language) => void (setup = { ...setup, language }),
  }
}
