import { useTranslation } from 'react-i18next'
import { ThemeIcon } from '../../components/icons.tsx'
import { themeAfter } from '../../state/preferences.ts'
import { useLanguage, usePreference } from '../observe.ts'
import { useServices } from '../services.ts'

const themeTexts = {
  system: 'status.themeSystem',
  light: 'status.themeLight',
  dark: 'status.themeDark',
  contrast: 'status.themeContrast',
} as const

/** Light, dark, high contrast, or as the system. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const theme = usePreference('theme')
  return (
    <button
      type="button"
      className="status-switch"
      title={t(themeTexts[theme])}
      aria-label={t(themeTexts[theme])}
      data-testid="theme"
      onClick={() => preferences.setState({ theme: themeAfter(theme) })}
    >
      <ThemeIcon size={20} />
    </button>
  )
}

/** The other language; the station remembers it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const { bridge } = useServices()
  const language = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="status-switch"
      title={t('status.languageHint')}
      data-testid="language"
      onClick={() => {
        void i18n.changeLanguage(language)
        // Remembering is a courtesy: when main cannot, the screen still speaks the chosen language until it closes.
        void bridge.request('station.setLanguage', { language })
      }}
    >
      {t('status.language')}
    </button>
  )
}
