import type { ScenarioName } from '../../station/view.ts'

const byKey: Readonly<Record<string, ScenarioName>> = {
  F1: 'queue',
  F2: 'bench',
  F3: 'hand-over',
  F5: 'walk',
  F9: 'labels',
  F10: 'shift',
}

const byAltDigit: Readonly<Record<string, ScenarioName>> = {
  Digit1: 'queue',
  Digit2: 'bench',
  Digit3: 'hand-over',
  Digit4: 'labels',
  Digit5: 'shift',
  Digit6: 'walk',
  Digit7: 'scanners',
}

/** The scenario that a key press asks for: F1 to F3, F5, F9 and F10, or Alt with the digit keys by their place on the keyboard. */
export function scenarioOfKey(press: {
  readonly key: string
  readonly code: string
  readonly altKey: boolean
}): ScenarioName | null {
  const found = press.altKey ? byAltDigit[press.code] : byKey[press.key]
  return found ?? null
}
