import type { Language } from '../../shared/ipc/station-routes.ts'
import { codes as codesEn } from './en/codes.ts'
import { steps as stepsEn } from './en/steps.ts'
import { waveTexts as waveTextsEn } from './en/wave-texts.ts'
import { labelTexts as labelsEn } from './en/label-texts.ts'
import { pictureTexts as pictureTextsEn } from './en/picture-texts.ts'
import { scannerTexts as scannerTextsEn } from './en/scanner-texts.ts'
import { screens as screensEn } from './en/screens.ts'
import { system as systemEn } from './en/system.ts'
import { words as wordsEn } from './en/words.ts'
import type { Texts } from './texts.ts'
import { codes as codesZh } from './zh/codes.ts'
import { steps as stepsZh } from './zh/steps.ts'
import { waveTexts as waveTextsZh } from './zh/wave-texts.ts'
import { labelTexts as labelsZh } from './zh/label-texts.ts'
import { pictureTexts as pictureTextsZh } from './zh/picture-texts.ts'
import { scannerTexts as scannerTextsZh } from './zh/scanner-texts.ts'
import { screens as screensZh } from './zh/screens.ts'
import { system as systemZh } from './zh/system.ts'
import { words as wordsZh } from './zh/words.ts'

/** Every text of the interface by language. To add a language: a folder like `en`, one line here and in `languages`. */
export const texts: Readonly<Record<Language, Texts>> = {
  zh: {
    ...codesZh,
    ...stepsZh,
    ...waveTextsZh,
    ...systemZh,
    ...wordsZh,
    ...screensZh,
    ...labelsZh,
    ...scannerTextsZh,
    ...pictureTextsZh,
  },
  en: {
    ...codesEn,
    ...stepsEn,
    ...waveTextsEn,
    ...systemEn,
    ...wordsEn,
    ...screensEn,
    ...labelsEn,
    ...scannerTextsEn,
    ...pictureTextsEn,
  },
}

/** What the document says its language is, so that the right glyphs and voices are chosen (BCP 47). */
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Texts }
  }
}
