import { run, type Bench } from './actions.ts'
import type { Approval } from './view.ts'

/** The named article goes in, for every unit of the line that nobody has taken. */
export async function substituteLine(
  bench: Bench,
  { lineId, article, reason, insteadOf }: Extract<Approval, { kind: 'substitute' }>,
  approvedBy?: string,
): Promise<void> {
  const { board } = bench
  const { order } = board.view()
  if (!order) return board.wrong('no-order-open')
  const { orderNumber } = order
  const approval = approvedBy === undefined ? {} : { approvedBy }
  const command = { type: 'substituteLine', orderNumber, lineId, article, reason } as const
  const executed = await run(bench, { ...command, ...approval })
  if (!executed) return
  board.show({ replacing: null })
  board.openOrder(executed.order)
  const fact = executed.decision.events.find(({ type }) => type === 'line.substituted')
  if (fact?.type !== 'line.substituted') return
  const { substituteLineId, name, quantity } = fact.body
  board.show({ activeLineId: substituteLineId })
  board.right('line-substituted', { orderNumber, name, quantity, insteadOf })
}
