import { fail, succeed } from '../../shared/domain/result.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { JournalFrame } from '../../shared/protocol/frame.ts'
import type { StationJournal } from '../station/ports.ts'
import { faultOf } from './fault-of.ts'

/**
 * The station's way to main. The frames of a commit are on top of the cache before the station hears that they are durable, so
 * the order that it reads next shows them.
 */
export function createStationJournal(
  main: Pick<HoldfastBridge, 'request'>,
  takeIn: (frames: readonly JournalFrame[]) => void,
): StationJournal {
  return {
    async commit(events, labels) {
      const answer = await main.request('journal.commit', {
        events: events.map(({ type, v, body }) => ({ type, v, body: { ...body } })),
        labels: [...labels],
      })
      if (!answer.ok) return fail(faultOf(answer.error.code))
      takeIn(answer.value.frames)
      return succeed(null)
    },
    async nextNumber(carrier) {
      const answer = await main.request('leases.next', { carrier })
      return answer.ok ? answer.value.waybillNumber : null
    },
    async startLabel(label) {
      const answer = await main.request('print.start', { label })
      return answer.ok ? succeed(null) : fail(faultOf(answer.error.code))
    },
  }
}
