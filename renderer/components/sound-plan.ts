/** Everything the bench can say without words. Each is told apart with closed eyes. */
export const sounds = ['right', 'complete', 'wrong', 'frozen', 'notice'] as const
export type Sound = (typeof sounds)[number]

/** One note: when it starts and how long it lasts in ms, its pitch in Hz, its loudness from 0 to 1. */
export interface Note {
  readonly startMs: number
  readonly lengthMs: number
  readonly hertz: number
  readonly loudness: number
  readonly wave: 'sine' | 'triangle' | 'square'
}

/**
 * The notes of every sound. Right is short and high, so that it never tires; wrong is low, long and twice, so that it is
 * heard over a belt; frozen is a quick falling triple that says "still waiting for you".
 */
export const soundPlans: Readonly<Record<Sound, readonly Note[]>> = {
  right: [{ startMs: 0, lengthMs: 70, hertz: 1760, loudness: 0.25, wave: 'sine' }],
  complete: [
    { startMs: 0, lengthMs: 110, hertz: 1175, loudness: 0.28, wave: 'sine' },
    { startMs: 120, lengthMs: 220, hertz: 1760, loudness: 0.28, wave: 'sine' },
  ],
  wrong: [
    { startMs: 0, lengthMs: 320, hertz: 196, loudness: 0.5, wave: 'square' },
    { startMs: 420, lengthMs: 420, hertz: 165, loudness: 0.5, wave: 'square' },
  ],
  frozen: [
    { startMs: 0, lengthMs: 90, hertz: 660, loudness: 0.4, wave: 'triangle' },
    { startMs: 120, lengthMs: 90, hertz: 494, loudness: 0.4, wave: 'triangle' },
    { startMs: 240, lengthMs: 140, hertz: 330, loudness: 0.4, wave: 'triangle' },
  ],
  notice: [{ startMs: 0, lengthMs: 120, hertz: 880, loudness: 0.15, wave: 'sine' }],
}
