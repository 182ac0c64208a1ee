import { nextLine } from '../../shared/domain/order.ts'
import { run, type Bench } from './actions.ts'
import { askCount } from './count.ts'
import { executeEach } from './execute.ts'
import { nextStop } from './next-stop.ts'
import { refreshWalk } from './walk.ts'

/** The bin of the line that comes next holds too little. The order is on hold, and its box goes aside. */
export async function shortLine(bench: Bench): Promise<void> {
  const { board } = bench
  const { order, phase } = board.view()
  if (!order) return board.wrong('no-order-open')
  const { orderNumber } = order
  const line = nextLine(order, phase === 'picking' ? 'picked' : 'packed')
  if (!line) return board.wrong('already-complete', { orderNumber })
  const executed = await run(bench, { type: 'shortLine', orderNumber, lineId: line.lineId })
  if (!executed) return
  board.openOrder(null)
  const fact = executed.decision.events.find(({ type }) => type === 'line.short')
  const quantity = fact?.type === 'line.short' ? fact.body.quantity : 0
  const { bin, sku, name } = line
  await askCount(bench, bin, sku)
  board.right('line-short', { orderNumber, name, bin, quantity })
}

/** The bin of the next stop is empty: every order of the walk that still waits for goods of it goes on hold, and the walk goes on. */
export async function shortStop(bench: Bench): Promise<void> {
  const { ports, board } = bench
  const { walk, operatorId } = board.view()
  const stop = walk && nextStop(walk)
  if (!walk || !stop) return board.wrong('no-walk')
  if (walk.inHand) return board.wrong('tote-first')
  const { bin, sku, name, quantity } = stop
  const short = stop.shares.map(
    ({ orderNumber, lineId }) => ({ type: 'shortLine', orderNumber, lineId }) as const,
  )
  const facts = await executeEach(ports, short, operatorId)
  if (!facts.ok) return board.wrong(facts.error)
  await refreshWalk(bench)
  // Each of its orders was stopped or taken over meanwhile: there is nothing that lacks.
  if (facts.value.length === 0) return board.wrong('bin-not-in-walk', { bin })
  await askCount(bench, bin, sku)
  board.right('stop-short', { bin, name, quantity, count: facts.value.length })
}
