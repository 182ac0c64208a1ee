import { useEffect } from 'react'
import { useServices } from './services.ts'

/** F6 claims the next wave, F7 gives back what is left of the last, while the screen that offers it is shown. */
export function useWaveKeys(): void {
  const { station } = useServices()
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      if (event.key !== 'F6' && event.key !== 'F7') return
      event.preventDefault()
      if (event.key === 'F6') station.intents.claimWave()
      else station.intents.putBackWave()
    }
    window.addEventListener('keydown', choose)
    return () => window.removeEventListener('keydown', choose)
  }, [station])
}
