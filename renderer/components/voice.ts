/** What is used of the browser's speech. */
export interface Speech<Utterance> {
  cancel(): void
  speak(utterance: Utterance): void
}

/** A language tag of each language of the screens. */
const tags = { zh: 'zh-CN', en: 'en-GB' } as const

/**
 * Makes a speaker of prompts. New words cut off those before them, because what is to be done has changed meanwhile. A machine without
 * a voice for the language stays silent.
 */
export function createSpeaker<Utterance extends { lang: string }>(
  speech: Speech<Utterance>,
  utteranceOf: (text: string) => Utterance,
): (text: string, language: keyof typeof tags) => void {
  return (text, language) => {
    const utterance = utteranceOf(text)
    utterance.lang = tags[language]
    speech.cancel()
    speech.speak(utterance)
  }
}
