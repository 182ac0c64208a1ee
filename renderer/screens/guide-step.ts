import type { BenchPhase, StationView } from '../station/view.ts'
import { isJustDone } from './feedback-text.ts'

/** The four steps of an order on its way out, in order. */
export const guideSteps = ['order', 'items', 'labelStep', 'handOver'] as const
export type GuideStep = (typeof guideSteps)[number]

const stepOfPhase: Readonly<Record<BenchPhase, GuideStep>> = {
  'no-order': 'order',
  picking: 'items',
  packing: 'items',
  'awaiting-carton': 'items',
  'awaiting-substitute': 'items',
  'awaiting-weight': 'items',
  'awaiting-waybill': 'labelStep',
  'label-printing': 'labelStep',
  'label-failed': 'labelStep',
  'label-unknown': 'labelStep',
  'awaiting-scan-back': 'labelStep',
}

/** The step that is to be done now. A parcel whose label was just confirmed waits to be handed over. */
export function guideStep(view: Pick<StationView, 'scenario' | 'phase' | 'feedback'>): GuideStep {
  if (view.scenario === 'hand-over') return 'handOver'
  if (view.phase !== 'no-order') return stepOfPhase[view.phase]
  return isJustDone(view) ? 'handOver' : 'order'
}
