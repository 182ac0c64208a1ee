import type { WaveChoice } from '../../shared/protocol/wave.ts'
import type { Action, Input } from './input.ts'
import type { LabelPlace, ScenarioName, StationView } from './view.ts'

/** What a person can do without a scanner. Every one goes through the same inbox as a scan. */
export interface StationIntents {
  /** As if the text had been scanned. */
  enterCode(text: string): void
  acknowledge(): void
  openOrder(orderNumber: string): void
  showScenario(name: ScenarioName): void
  /** Prints again a label whose outcome is unknown or that is spoilt; prints REPRINT n and keeps the number. */
  reprintLabel(reason: string, place?: LabelPlace): void
  /** Starts a job of which nothing has been sent. Both work on the open order's label, or on another one. */
  retryLabel(place?: LabelPlace): void
  /** Gives up the number of a packed box; its new label comes as a task. */
  voidNumber(reason: string, place: LabelPlace): void
  /** Prints once more what is in a box. */
  printPackingList(place: LabelPlace): void
  /** Prints the list of what the courier has, one a carrier, and begins a new one. */
  printManifest(): void
  /** Narrows the list of labels. */
  findLabel(text: string): void
  closeParcel(): void
  /** Takes out of the open parcel what the last scan put in. */
  undo(): void
  /** The goods go in the box of their maker. */
  useOwnBox(): void
  /** The packed box is right although its weight is not, or was not taken. */
  acceptWeight(): void
  /** The bin of the next line holds too little. */
  shortLine(): void
  /** Another article is to go in for what the next line lacks: the next scan names it. Undo leaves the line as it is. */
  substitute(reason: string): void
  /** The bin of a walk's next stop holds too little. */
  shortStop(): void
  /** A number was typed; nothing is counted yet. */
  chooseCount(quantity: number): void
  /** So many units lie in the bin that is asked for. */
  countBin(quantity: number): void
  /** Leaves the count for later. */
  leaveCount(): void
  /** Asks for the count of a task; null = of the next one. */
  openCount(taskId: string | null): void
  /** Puts back what the last scan of a walk has counted. */
  undoPick(): void
  /** What the last scan of goods packed is broken. */
  damaged(): void
  /** What the last scan of a walk picked is broken. */
  damagedPick(): void
  setAside(): void
  /** Takes the next orders by deadline from the centre. */
  claimWave(choice?: WaveChoice): void
  /** Gives up the orders of waves that were not begun. */
  putBackWave(): void
  /** Takes the order that was refused last from the station that has it. */
  takeOver(reason: string): void
}

/** What the screens hold of the station. */
export interface Station {
  readonly intents: StationIntents
  view(): StationView
  subscribe(listener: () => void): () => void
}

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
