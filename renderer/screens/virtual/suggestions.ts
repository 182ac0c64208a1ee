import type { ParcelCarton } from '../../../shared/domain/carton.ts'
import { commandCardPrefix, type CommandCard } from '../../../shared/domain/meaning.ts'
import type { StationView } from '../../station/view.ts'
import { nextStop } from '../../station/next-stop.ts'
import type { ScreenPrompt } from '../../state/prompt-board.ts'
import { isJustDone, labelToStick, lackingNext, lineToDo } from '../feedback-text.ts'

/** What the virtual scanner would read next. `code` null = there is nothing to scan, only something to wait for. */
export interface Suggestion {
  readonly kind:
    | 'nextOrder'
    | 'nextItem'
    | 'tote'
    | 'waybill'
    | 'carton'
    | 'scanCard'
    | 'printer'
    | 'testLabel'
    | 'wait'
    | 'weigh'
    | 'supervisor'
    | 'nothing'
  readonly code: string | null
  /** What stands on the button besides the kind: an order number, a name, a waybill number. */
  readonly text: string
}

/** What the suggestion is made from, besides the view. */
export interface Within {
  /** The order that is due first and free to be packed; null = none. */
  readonly nextOrder: string | null
  /** The code of the goods that lack next; null while it is looked up. */
  readonly itemCode: string | null
  /** A code of goods that the open order does not hold; null = no order is open, or it is looked up. */
  readonly otherGoods: string | null
  /** A carton for the open order: the one that fits, or any; null = there is none. */
  readonly carton: ParcelCarton | null
  /** A waybill of a packed parcel that was not handed over; null = none. */
  readonly packedWaybill: string | null
  /** What only the open screen knows of what comes next. */
  readonly prompt: ScreenPrompt | null
}

/** The one scan that carries the work on from here. Following it takes an order from the queue to shipped. */
export function suggest(view: StationView, within: Within): Suggestion {
  if (view.frozen || view.count) return card('OK')
  if (view.scenario === 'hand-over') {
    const { packedWaybill } = within
    return packedWaybill === null ? card('QUEUE') : scan('waybill', packedWaybill)
  }
  if (view.scenario === 'shift') return view.isTestRead ? card('QUEUE') : testLabel
  if (view.scenario === 'labels') return suggestOnLabels(view, within)
  if (view.scenario === 'scanners') return card('QUEUE')
  if (view.scenario === 'walk') return suggestOnWalk(view, within)
  if (view.phase !== 'no-order') return suggestForOrder(view, within)
  if (isJustDone(view)) return card('HANDOVER')
  if (within.nextOrder !== null) return scan('nextOrder', within.nextOrder)
  return within.packedWaybill === null ? idle('nothing') : card('HANDOVER')
}

const testLabel: Suggestion = {
  kind: 'testLabel',
  code: `${commandCardPrefix}TEST`,
  text: '',
}

/** There labels are looked for; work on them goes on at the bench. */
function suggestOnLabels(view: StationView, { packedWaybill, prompt }: Within): Suggestion {
  if (prompt === 'workshop') return card('QUEUE')
  if (view.phase === 'label-printing') return idle('wait')
  if (labelToStick(view)) return card('BENCH')
  if (prompt === 'printer-out') return idle('printer')
  if (view.phase === 'label-failed') return card('PRINT')
  if (view.phase !== 'no-order') return card('BENCH')
  const isFound = view.feedback.code === 'label-found'
  return packedWaybill === null || isFound ? card('QUEUE') : scan('waybill', packedWaybill)
}

function suggestOnWalk({ walk }: StationView, { itemCode }: Within): Suggestion {
  if (!walk) return card('WAVE')
  if (walk.inHand) return ofTote(`T-${walk.inHand.orderNumber.replace(/\D/g, '').slice(-4)}`)
  const stop = nextStop(walk)
  if (stop)
    return itemCode === null ? idle('wait') : { ...scan('nextItem', itemCode), text: stop.name }
  const collected = walk.orders.find(({ tote }) => tote !== undefined)?.tote
  return collected === undefined ? card('QUEUE') : ofTote(collected)
}

function ofTote(tote: string): Suggestion {
  return { kind: 'tote', code: `${commandCardPrefix}TOTE:${tote}`, text: tote }
}

function suggestForOrder(view: StationView, within: Within): Suggestion {
  switch (view.phase) {
    case 'awaiting-scan-back':
    case 'label-unknown':
      return view.label ? scan('waybill', view.label.waybillNumber) : idle('wait')
    case 'label-failed':
      return card('PRINT')
    case 'awaiting-carton':
      return within.carton === null
        ? card('OWNBOX')
        : { kind: 'carton', code: within.carton.sku, text: within.carton.name }
    case 'awaiting-substitute':
      return suggestSubstitute(view, within)
    case 'awaiting-weight':
      return idle('weigh')
    case 'awaiting-waybill':
      return card('LATER')
    case 'label-printing':
      return idle('wait')
    default: {
      const line = lineToDo(view)
      // The band asks for goods of which more are missing; which these are, nobody has said yet.
      if (lackingNext(view) < view.armedQuantity) return card('UNDO')
      if (!line || within.itemCode === null) return idle('wait')
      return { kind: 'nextItem', code: within.itemCode, text: line.name }
    }
  }
}

/** Goods that the order does not hold; while a supervisor is asked, there is nothing that a packer could scan. */
function suggestSubstitute({ approval }: StationView, { otherGoods }: Within): Suggestion {
  if (approval) return idle('supervisor')
  return otherGoods === null ? idle('nothing') : scan('nextItem', otherGoods)
}

function card(word: CommandCard): Suggestion {
  return { kind: 'scanCard', code: `${commandCardPrefix}${word}`, text: word }
}

function scan(kind: Suggestion['kind'], code: string): Suggestion {
  return { kind, code, text: code }
}

function idle(kind: 'wait' | 'weigh' | 'supervisor' | 'printer' | 'nothing'): Suggestion {
  return { kind, code: null, text: '' }
}
