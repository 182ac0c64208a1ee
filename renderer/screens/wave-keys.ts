import { useServices } from './services.ts'
import { useKey } from './use-key.ts'

/** F6 claims the next wave, F7 gives back what is left of the last, while the screen that offers it is shown. */
export function useWaveKeys(): void {
  const { station } = useServices()
  useKey('F6', () => station.intents.claimWave())
  useKey('F7', () => station.intents.putBackWave())
}
