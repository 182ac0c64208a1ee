import { drillFaults, type DrillFault } from '../../../shared/ipc/drill-routes.ts'
import type { Fetch } from '../centre/api-client.ts'

/** The trouble that a bench is in on purpose. It stands below the drivers, so that everything above meets it as it would the real one. */
export interface Drill {
  faults(): readonly DrillFault[]
  set(fault: DrillFault, isOn: boolean): void
  has(fault: DrillFault): boolean
  /** Requests go through `send`, and fail while there is no network; those on their way are cut off. */
  network(send: Fetch): Fetch
}

/** Starts with no trouble. `onChanged` hears of every change. */
export function createDrill(onChanged: (fault: DrillFault, isOn: boolean) => void): Drill {
  const on = new Set<DrillFault>()
  let line = new AbortController()
  return {
    faults: () => drillFaults.filter((fault) => on.has(fault)),
    has: (fault) => on.has(fault),
    set(fault, isOn) {
      if (on.has(fault) === isOn) return
      if (isOn) on.add(fault)
      else on.delete(fault)
      if (fault === 'no-network') {
        if (isOn) line.abort(new TypeError('the network is switched off for a drill'))
        else line = new AbortController()
      }
      onChanged(fault, isOn)
    },
    network: (send) => (url, init) => {
      const signal = init.signal ? AbortSignal.any([init.signal, line.signal]) : line.signal
      return send(url, { ...init, signal })
    },
  }
}
