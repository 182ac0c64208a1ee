import type { ParcelCarton } from '../../shared/domain/carton.ts'
import { progressOf, run, type Bench } from './actions.ts'

/** Says which box the open parcel goes in. Where the bench asks for it and the goods are in, the label comes with it. */
export async function chooseCarton(bench: Bench, carton: ParcelCarton): Promise<void> {
  const { board } = bench
  const open = board.view().order
  if (!open) return board.wrong('no-order-open', { code: carton.sku })
  const { orderNumber } = open
  const executed = await run(bench, { type: 'chooseCarton', orderNumber, carton })
  if (!executed) return
  const { order, decision } = executed
  board.openOrder(order)
  const closed = decision.events.find((fact) => fact.type === 'parcel.closed')
  if (!closed) return board.right('carton-chosen', { name: carton.name, code: carton.sku })
  const { waybillNumber } = closed.body
  board.right('parcel-closed', { ...progressOf(order), waybillNumber })
}
