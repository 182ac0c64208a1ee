import { closeParcel, type Bench } from './actions.ts'
import type { Approval } from './view.ts'
import { takeOverOrder } from './waves.ts'

/** The reason that a card or a button stands for. */
const acceptReason = 'checked-by-hand'

/** Does what only a supervisor may say: at once where none is named, else once the badge of one is scanned. */
export async function askApproval(bench: Bench, approval: Approval): Promise<void> {
  const { board, ports } = bench
  if (ports.supervisors.length === 0) return carryOut(bench, approval)
  board.show({ approval })
  board.notice('supervisor-needed')
}

/** A badge was scanned while something waited for a supervisor's. It changes nobody's shift. */
export async function approve(bench: Bench, approval: Approval, badge: string): Promise<void> {
  const { board, ports } = bench
  board.show({ approval: null })
  if (!ports.supervisors.includes(badge)) return board.wrong('not-supervisor', { badge })
  await carryOut(bench, approval, badge)
}

function carryOut(bench: Bench, approval: Approval, approvedBy?: string): Promise<void> {
  return approval.kind === 'accept-weight'
    ? closeParcel(bench, acceptReason, approvedBy)
    : takeOverOrder(bench, approval.reason, approvedBy)
}
