import { soundPlans, type Note, type Sound } from './sound-plan.ts'

/**
 * Makes a player of the bench's sounds out of oscillators; no files are loaded. The window must be allowed to play
 * without a gesture, because a scan is none.
 */
export function createSoundPlayer(openAudio: () => AudioContext): (sound: Sound) => void {
  let audio: AudioContext | null = null
  return (sound) => {
    audio ??= openAudio()
    // A suspended context would play old sounds late; resuming is quick and harmless when it runs.
    if (audio.state === 'suspended') void audio.resume()
    for (const note of soundPlans[sound]) playNote(audio, note)
  }
}

function playNote(audio: AudioContext, note: Note): void {
  const start = audio.currentTime + note.startMs / 1_000
  const end = start + note.lengthMs / 1_000
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = note.wave
  oscillator.frequency.value = note.hertz
  // Ramps of 8 ms, because a bare start and stop clicks.
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(note.loudness, start + 0.008)
  gain.gain.setValueAtTime(note.loudness, Math.max(start + 0.008, end - 0.03))
  gain.gain.linearRampToValueAtTime(0, end)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
