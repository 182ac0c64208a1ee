import type { StationView } from '../../../renderer/station/view.ts'

/** A bench in the middle of an order, with what a test changes of it. */
export function viewWith(change: Partial<StationView>): StationView {
  return {
    ...{ scenario: 'bench', phase: 'packing', walkPhase: 'no-walk', ready: true },
    ...{ order: null, activeLineId: null, armedQuantity: 1, lastPacked: null, label: null },
    ...{ walk: null, task: null, count: null, foreign: null, approval: null, replacing: null },
    feedback: { tone: 'notice', code: 'welcome', data: {} },
    ...{
      feedbackSerial: 1,
      frozen: false,
      blockedScans: 0,
      lastScan: '690',
      hasScanned: true,
      waitingScans: 0,
    },
    unreadBytes: 0,
    ...{ handedOver: [], labelSearch: '', courier: null, weight: null, isTestRead: false },
    way: { profile: null, flow: 'pick-and-pack', weighs: false, asksCarton: false },
    ...{ trials: [], locked: false, operatorId: 'operator' },
    ...change,
  }
}
