import type { TestProblem } from '../../../shared/domain/test-codes.ts'

/** What is known of the scanner that is tried. */
export interface Known {
  /** It types, so that neither its bytes nor its settings are seen. */
  readonly isTyped: boolean
  /** AIM identifiers came. */
  readonly isIdentified: boolean
}

/** What to do about a test code that came through wrong, as the texts call it. */
export type Advice =
  | TestProblem
  | 'separator-typed'
  | 'separator-unidentified'
  | 'garbled-typed'
  | 'prefix-typed'
  | 'suffix-typed'

const ofTyped: Partial<Record<TestProblem, Advice>> = {
  'separator-lost': 'separator-typed',
  garbled: 'garbled-typed',
  'prefix-left': 'prefix-typed',
  'suffix-left': 'suffix-typed',
}

/** The advice that fits this scanner: nobody is sent to a switch that is set already. */
export function adviceOf(problem: TestProblem, { isTyped, isIdentified }: Known): Advice {
  if (isTyped) return ofTyped[problem] ?? problem
  return problem === 'separator-lost' && !isIdentified ? 'separator-unidentified' : problem
}
