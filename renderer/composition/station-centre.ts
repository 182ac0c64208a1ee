import { fail, succeed } from '../../shared/domain/result.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { StationCentre } from '../station/ports.ts'
import { faultOf } from './fault-of.ts'

/** The station's way to the centre: by way of main, which holds the token. What a claim brings is pulled at once. */
export function createStationCentre(
  main: Pick<HoldfastBridge, 'request'>,
  pullNow: () => void,
): StationCentre {
  return {
    async claimWave(choice) {
      const answer = await main.request('waves.claim', choice)
      if (!answer.ok) return fail(faultOf(answer.error.code))
      pullNow()
      const { waveNumber, orderNumbers } = answer.value
      return succeed({ waveNumber, orderCount: orderNumbers.length })
    },
  }
}
