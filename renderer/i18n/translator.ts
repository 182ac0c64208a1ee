import { createInstance, type i18n } from 'i18next'
import type { Language } from '../../shared/ipc/station-routes.ts'
import { texts } from './languages.ts'

/** Makes the translator with every language loaded, so that a first paint never shows a key. */
export function createTranslator(language: Language): i18n {
  const translator = createInstance()
  void translator.init({
    lng: language,
    fallbackLng: 'en',
    resources: { zh: { translation: texts.zh }, en: { translation: texts.en } },
    initAsync: false,
    // Codes hold hyphens and texts hold colons; only the dot separates.
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  })
  return translator
}
