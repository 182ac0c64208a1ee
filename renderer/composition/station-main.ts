import { fail, succeed } from '../../shared/domain/result.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { StationMain } from '../station/ports.ts'
import { faultOf } from './fault-of.ts'

/** The station's way to what only the main process can change. */
export function createStationMain(main: Pick<HoldfastBridge, 'request'>): StationMain {
  return {
    async chooseProfile(code) {
      const answer = await main.request('station.chooseProfile', { code })
      if (answer.ok) return succeed(null)
      return fail(
        answer.error.code === 'not-available' ? 'profile-not-kept' : faultOf(answer.error.code),
      )
    },
  }
}
