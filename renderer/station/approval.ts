import { closeParcel, type Bench } from './actions.ts'
import { substituteLine } from './substitute-line.ts'
import type { Approval } from './view.ts'
import { takeOverOrder } from './waves.ts'

/** The reason that a card or a button stands for. */
const acceptReason = 'checked-by-hand'

/**
 * Does what only a supervisor may say: at once where none is named, else once the badge of one is scanned.
 *
 * @param isFree nobody has to be asked this time
 */
export async function askApproval(bench: Bench, approval: Approval, isFree = false): Promise<void> {
  const { board, ports } = bench
  if (isFree || ports.supervisors.length === 0) return carryOut(bench, approval)
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

/** Whoever goes on with something else has thought better of it. */
export function forgetApproval({ board }: Bench): void {
  if (board.view().approval) board.show({ approval: null })
}

function carryOut(bench: Bench, approval: Approval, approvedBy?: string): Promise<void> {
  switch (approval.kind) {
    case 'accept-weight':
      return closeParcel(bench, acceptReason, approvedBy)
    case 'take-over':
      return takeOverOrder(bench, approval.reason, approvedBy)
    case 'substitute':
      return substituteLine(bench, approval, approvedBy)
  }
}
