import { ownBox } from '../../shared/domain/carton.ts'
import * as actions from './actions.ts'
import type { Bench } from './actions.ts'
import { askApproval } from './approval.ts'
import { scenarioChange } from './board.ts'
import { chooseCarton } from './carton.ts'
import { chooseCount, countBin, leaveCount, openCount } from './count.ts'
import { damaged, damagedPick } from './damage.ts'
import type { Action } from './input.ts'
import * as labels from './label-actions.ts'
import { printManifest } from './manifest.ts'
import { mayAct } from './scenario-table.ts'
import { shortLine, shortStop } from './short.ts'
import { beginSubstitute, leaveLine } from './substitute.ts'
import { showTask } from './tasks.ts'
import { beginWalk, undoPick } from './walk.ts'
import { claimArticleWave, claimWave, putBackWave } from './waves.ts'

/** The reasons that a command card stands for; the screen offers others. */
const cardReprintReason = 'no-usable-label'
const cardVoidReason = 'misprinted'
const cardTakeOverReason = 'supervisor'
const cardSubstituteReason = 'not-in-bin'

type PlainAction = Exclude<Extract<Action, string>, 'acknowledge'>

const plainActions: Readonly<Record<PlainAction, (bench: Bench) => Promise<void> | void>> = {
  'set-aside': actions.setAside,
  'reprint-label': (bench) => labels.reprintLabel(bench, cardReprintReason),
  'retry-label': (bench) => labels.retryLabel(bench),
  'void-number': (bench) => labels.voidNumber(bench, cardVoidReason),
  'close-parcel': (bench) => actions.closeParcel(bench),
  undo: (bench) => (bench.board.view().replacing ? leaveLine(bench) : actions.undo(bench)),
  'short-line': shortLine,
  'substitute-line': (bench) => beginSubstitute(bench, cardSubstituteReason),
  'short-stop': shortStop,
  'undo-pick': undoPick,
  'accept-weight': (bench) => askApproval(bench, { kind: 'accept-weight' }),
  'own-box': (bench) => chooseCarton(bench, ownBox),
  damaged,
  'damaged-pick': damagedPick,
  'claim-wave': (bench) => claimWave(bench),
  'claim-article-wave': claimArticleWave,
  'put-back-wave': putBackWave,
  'take-over': (bench) => askApproval(bench, { kind: 'take-over', reason: cardTakeOverReason }),
  'test-read': labels.noteTestRead,
  // Shown by the screen where it was scanned; from elsewhere nobody can ask for it.
  'try-read': () => undefined,
  'print-manifest': printManifest,
  'leave-count': leaveCount,
}

/** Does what a person asked for by a card, a key or a finger; what has no meaning in the present phase is refused aloud. */
export async function perform(bench: Bench, action: Exclude<Action, 'acknowledge'>): Promise<void> {
  const { board } = bench
  if (typeof action === 'string') {
    if (mayAct(action, board.view().phase)) return plainActions[action](bench)
    return board.wrong('not-expected-here', { code: action })
  }
  if ('show' in action) {
    if (action.show === 'walk') return beginWalk(bench, null)
    board.show(scenarioChange(action.show))
    return board.notice('scenario-changed', { scenario: action.show })
  }
  if ('chooseCount' in action) return chooseCount(bench, action.chooseCount)
  if ('count' in action) return countBin(bench, action.count)
  if ('openCount' in action) {
    if (!(await openCount(bench, action.openCount))) board.notice('count-none')
    return
  }
  if ('wave' in action) return claimWave(bench, action.wave)
  if ('open' in action) return open(bench, action.open)
  if ('takeOver' in action)
    return askApproval(bench, { kind: 'take-over', reason: action.takeOver })
  if ('substitute' in action) return substitute(bench, action.substitute)
  if ('find' in action) return board.show({ labelSearch: action.find })
  if ('void' in action) return labels.voidNumber(bench, action.reason, action.void)
  if ('packingList' in action) return labels.printPackingList(bench, action.packingList)
  if ('retry' in action) return labels.retryLabel(bench, action.retry)
  if (!action.place && !mayAct('reprint-label', board.view().phase))
    return board.wrong('not-expected-here', { code: 'reprint-label' })
  return labels.reprintLabel(bench, action.reprint, action.place)
}

function substitute(bench: Bench, reason: string): void {
  const { board } = bench
  if (mayAct('substitute-line', board.view().phase)) return beginSubstitute(bench, reason)
  board.wrong('not-expected-here', { code: 'substitute-line' })
}

/** A finger on the list is no scan of a parcel: it shows a task, and never ends one. */
async function open(bench: Bench, orderNumber: string): Promise<void> {
  if (!(await showTask(bench, orderNumber))) await actions.openOrder(bench, orderNumber)
}
