import { createStore, type StoreApi } from 'zustand/vanilla'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** How far somebody has come in the first shift: lessons that are over, and steps of the next. */
export interface Course {
  readonly done: number
  readonly step: number
}

export const courseStart: Course = { done: 0, step: 0 }

/** How one person likes the screen. No business rows, and nothing that work depends on. */
export interface Preferences {
  readonly theme: Theme
  readonly virtualOpen: boolean
  readonly course: Course
  readonly queueTab: string
  readonly queueSearch: string
}

export type PreferencesStore = StoreApi<Preferences>

const themeKey = 'holdfast.theme'

/** Makes the preferences; only the theme outlives the window. A storage that cannot be used changes nothing. */
export function createPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
): PreferencesStore {
  const stored = storage?.getItem(themeKey)
  const theme = themes.find((candidate) => candidate === stored) ?? 'system'
  const store = createStore<Preferences>(() => ({
    theme,
    virtualOpen: true,
    course: courseStart,
    queueTab: 'toPack',
    queueSearch: '',
  }))
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) storage?.setItem(themeKey, state.theme)
  })
  return store
}

/** The theme that the next press of the button brings. */
export function themeAfter(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
}
