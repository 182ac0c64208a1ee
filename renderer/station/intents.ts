import type { WaveChoice } from '../../shared/protocol/wave.ts'
import type { Action, Input } from './input.ts'
import type { LabelPlace, ScenarioName, StationIntents } from './view.ts'

/** What a person can do without a scanner, put into the same inbox as a scan. */
export function createIntents(put: (input: Input) => void): StationIntents {
  const act = (action: Action): void => put({ kind: 'action', action })
  return {
    enterCode: (text: string) => put({ kind: 'code', text }),
    acknowledge: () => act('acknowledge'),
    openOrder: (orderNumber: string) => act({ open: orderNumber }),
    showScenario: (show: ScenarioName) => act({ show }),
    reprintLabel: (reprint: string, place?: LabelPlace) =>
      act(place ? { reprint, place } : { reprint }),
    retryLabel: (place?: LabelPlace) => act(place ? { retry: place } : 'retry-label'),
    voidNumber: (reason: string, place: LabelPlace) => act({ void: place, reason }),
    printPackingList: (packingList: LabelPlace) => act({ packingList }),
    printManifest: () => act('print-manifest'),
    findLabel: (find: string) => act({ find }),
    closeParcel: () => act('close-parcel'),
    undo: () => act('undo'),
    useOwnBox: () => act('own-box'),
    acceptWeight: () => act('accept-weight'),
    shortLine: () => act('short-line'),
    substitute: (substitute: string) => act({ substitute }),
    shortStop: () => act('short-stop'),
    chooseCount: (chooseCount: number) => act({ chooseCount }),
    countBin: (count: number) => act({ count }),
    leaveCount: () => act('leave-count'),
    openCount: (openCount: string | null) => act({ openCount }),
    undoPick: () => act('undo-pick'),
    damaged: () => act('damaged'),
    damagedPick: () => act('damaged-pick'),
    setAside: () => act('set-aside'),
    claimWave: (wave?: WaveChoice) => act(wave ? { wave } : 'claim-wave'),
    putBackWave: () => act('put-back-wave'),
    takeOver: (takeOver: string) => act({ takeOver }),
  }
}
