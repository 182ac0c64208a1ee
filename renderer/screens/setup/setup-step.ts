import type { StationSetup } from '../../../shared/ipc/station-routes.ts'

/** How a setup state is shown: its shape, and whether to wait, to pair, or to repair something. */
export interface SetupStep {
  readonly tone: 'busy' | 'notice' | 'attention' | 'wrong'
  readonly kind: 'wait' | 'pair' | 'repair'
}

const waiting: SetupStep = { tone: 'busy', kind: 'wait' }
const broken: SetupStep = { tone: 'wrong', kind: 'repair' }

const steps: Readonly<Record<StationSetup['state'], SetupStep>> = {
  starting: waiting,
  'preparing-centre': waiting,
  'centre-failed': broken,
  'centre-unreachable': { tone: 'attention', kind: 'wait' },
  enrolling: waiting,
  'pairing-code-needed': { tone: 'notice', kind: 'pair' },
  'pairing-code-refused': { tone: 'wrong', kind: 'pair' },
  'protocol-unsupported': broken,
  'settings-invalid': broken,
  'journal-damaged': broken,
  'journal-locked': broken,
  ready: waiting,
}

/** How to show a setup state. */
export function setupStep(state: StationSetup['state']): SetupStep {
  return steps[state]
}
