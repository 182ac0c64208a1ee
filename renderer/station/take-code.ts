import {
  profileOf,
  quantityCardOf,
  staffOf,
  type ScanMeaning,
} from '../../shared/domain/meaning.ts'
import type { RawScan } from '../../shared/ipc/events.ts'
import { armQuantity, confirmLabel, countItem, handOver, openOrder, type Bench } from './actions.ts'
import { approve, forgetApproval } from './approval.ts'
import { chooseCarton } from './carton.ts'
import { binsToCount, takeAnswer } from './count.ts'
import { codeOf, isPackingPlace } from './input.ts'
import { findLabel } from './label-actions.ts'
import { lookUp, type CodeHints } from './look-up.ts'
import { takeCourierCard } from './manifest.ts'
import { chooseProfile } from './profile.ts'
import {
  cardAction,
  mayAct,
  scanRules,
  type CardAction,
  type ScanAction,
} from './scenario-table.ts'
import { packSingle } from './single.ts'
import { nameSubstitute } from './substitute.ts'
import { workOffTask } from './tasks.ts'
import { asTyped, isCard } from './typed.ts'
import { binsOf, scanOnWalk } from './walk.ts'

/**
 * Does what a code asks for in the present state, by the table of that state.
 *
 * @param scan null when somebody has typed it
 * @param begins hears that something is done to an order, a label or a tote
 * @returns what a command card asks for, which is left to the caller; null = everything was done or refused
 */
export async function takeCode(
  bench: Bench,
  raw: string,
  scan: RawScan | null,
  begins: () => void,
): Promise<CardAction | null> {
  const { board, ports } = bench
  const text = raw.trim()
  if (!scan && isCard(text)) {
    board.wrong('typed-card', { code: raw })
    return null
  }
  if (await takeOwnCard(bench, text, raw)) return null
  const { scenario, phase, walkPhase, order } = board.view()
  const rules = scanRules(scenario, phase, walkPhase)
  const found = await lookUp(ports.store, order, raw, rules.expects, hintsOf(bench, scan))
  const meaning = scan ? found : asTyped(found)
  if (meaning.kind === 'command') {
    const action = cardAction(meaning.card, scenario, phase)
    if (typeof action !== 'object' || !('refuse' in action)) return action
    board.wrong(action.refuse, { code: raw })
  } else if (meaning.kind === 'unknown') tellUnknown(bench, meaning)
  else await scanned(bench, meaning, rules[meaning.kind], begins)
  return null
}

/** Whether a code is an answer, a number, a badge, a profile or a courier: these mean the same in every state. */
async function takeOwnCard(bench: Bench, text: string, raw: string): Promise<boolean> {
  if (await takeAnswer(bench, text)) return true
  const quantity = quantityCardOf(text)
  if (quantity !== null) {
    arm(bench, quantity, raw)
    return true
  }
  const staff = staffOf(text)
  if (staff !== null) {
    await takeBadge(bench, staff)
    return true
  }
  forgetApproval(bench)
  const profile = profileOf(text)
  if (profile !== null) {
    await chooseProfile(bench, profile)
    return true
  }
  return bench.board.view().scenario === 'hand-over' && takeCourierCard(bench, text)
}

function hintsOf(bench: Bench, scan: RawScan | null): CodeHints {
  const { scenario, walk } = bench.board.view()
  return {
    aim: scan?.aim ?? null,
    thisYear: Number(bench.ports.now().slice(0, 4)),
    bins: scenario === 'walk' ? binsOf(walk) : [],
    toCount: () => binsToCount(bench),
  }
}

function tellUnknown(
  { board }: Bench,
  { text, fault }: Extract<ScanMeaning, { kind: 'unknown' }>,
): void {
  const code = text.slice(0, 80)
  if (fault) board.wrong('gs1-unreadable', { code, gs1: fault.code, ai: fault.ai })
  else board.wrong('unknown-code', { code })
}

function arm(bench: Bench, quantity: number, raw: string): void {
  const { scenario, phase, walkPhase } = bench.board.view()
  const atShelf = scenario === 'walk' && walkPhase === 'collecting'
  const isCounting = atShelf || (isPackingPlace(scenario) && mayAct('arm-quantity', phase))
  if (isCounting) armQuantity(bench, quantity)
  else bench.board.wrong('not-expected-here', { code: raw })
}

async function takeBadge(bench: Bench, badge: string): Promise<void> {
  const { approval } = bench.board.view()
  if (approval) await approve(bench, approval, badge)
  else changeOperator(bench, badge)
}

/** The next person takes over whatever lies on the bench. */
export function changeOperator({ board }: Bench, operatorId: string): void {
  board.show({ operatorId, locked: false })
  board.notice('operator-changed', { operatorId })
}

async function scanned(
  bench: Bench,
  meaning: ScanMeaning,
  action: ScanAction,
  begins: () => void,
): Promise<void> {
  const { board } = bench
  if (typeof action === 'object') return board.wrong(action.refuse, { code: board.view().lastScan })
  begins()
  if (action === 'find-label') return findLabel(bench, codeOf(meaning))
  if (await scanOnWalk(bench, meaning, action)) return
  if (await workOffTask(bench, meaning)) return
  if (meaning.kind === 'order') return openOrder(bench, meaning.orderNumber)
  if (meaning.kind === 'carton') return chooseCarton(bench, meaning.carton)
  if (meaning.kind === 'item' && action === 'pack-single') return packSingle(bench, meaning)
  if (meaning.kind === 'item' && action === 'name-substitute') return nameSubstitute(bench, meaning)
  if (meaning.kind === 'item')
    return countItem(bench, action === 'pick-item' ? 'pickItem' : 'packItem', meaning)
  if (meaning.kind !== 'waybill') return
  if (meaning.typed) return board.wrong('typed-label', { code: meaning.waybillNumber })
  if (action === 'hand-over') return handOver(bench, meaning)
  return confirmLabel(bench, meaning)
}
