import { commandCardOf } from '../../shared/domain/meaning.ts'
import type { Bench } from './actions.ts'
import { textOf, type WorkInput } from './input.ts'
import { cardAction, type CardAction } from './scenario-table.ts'

/**
 * Takes a scan on the screen for setting up scanners: it is shown and goes no further, whatever it may mean at the bench. Only cards that
 * lead to another screen do what they say.
 *
 * @returns what such a card asks for; null = the scan was a trial
 */
export function takeTrial({ board }: Bench, input: TrialInput): CardAction | null {
  const text = textOf(input)
  const card = commandCardOf(text)
  const { scenario, phase } = board.view()
  const action = card && cardAction(card, scenario, phase)
  if (action === 'acknowledge' || isShowing(action)) return action
  const scan = input.kind === 'scan' ? input.scan : null
  const { trials } = board.view()
  const number = (trials[0]?.number ?? 0) + 1
  const read = {
    scannerId: scan?.scannerId ?? '',
    text: scan?.text ?? text,
    aim: scan?.aim ?? null,
  }
  board.show({ trials: [{ ...read, number }, ...trials].slice(0, keptTrials) })
  if (scan?.fault) board.notice('trial-refused', { scanner: scan.scannerId })
  else board.notice('trial-read', { code: text.slice(0, 80) })
  return null
}

/** As many as fit the screen. */
const keptTrials = 12

type TrialInput = Extract<WorkInput, { kind: 'scan' | 'code' }>

function isShowing(
  action: ReturnType<typeof cardAction> | null,
): action is Extract<CardAction, { readonly show: unknown }> {
  return typeof action === 'object' && action !== null && 'show' in action
}
