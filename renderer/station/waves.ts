import { usualWaveSize, type WaveChoice } from '../../shared/protocol/wave.ts'
import { isBegun } from '../../shared/domain/stage.ts'
import { layOpen, run, type Bench } from './actions.ts'
import { executeEach } from './execute.ts'
import { stopOf } from './phase.ts'

/** Asks the centre for the next orders by deadline, or for those that were chosen. They are shown, and packable without network, as soon as the pull has brought them. */
export async function claimWave(
  { ports, board }: Bench,
  choice: WaveChoice = { size: usualWaveSize },
): Promise<void> {
  const claimed = await ports.centre.claimWave(choice)
  if (!claimed.ok) return board.wrong(claimed.error)
  const { waveNumber, orderCount } = claimed.value
  if (waveNumber === null) return board.notice('wave-empty')
  board.right('wave-claimed', { waveNumber, count: orderCount })
}

/** Asks for a wave of the article that most orders wait for, to be packed by scan and print. */
export function claimArticleWave(bench: Bench): Promise<void> {
  return claimWave(bench, { size: usualWaveSize, kind: 'one-article' })
}

/** Gives up every order of a wave that nobody here has begun. It needs no network: the centre hears of it like of any fact. */
export async function putBackWave({ ports, board }: Bench): Promise<void> {
  const { order, operatorId } = board.view()
  const open = order?.orderNumber
  const inWork = await ports.store.ordersInWork(ports.stationId)
  const idle = inWork.filter(
    (order) => order.waveNumber !== undefined && order.orderNumber !== open && !isBegun(order),
  )
  const putBack = idle.map(({ orderNumber }) => ({ type: 'putBackOrder', orderNumber }) as const)
  const facts = await executeEach(ports, putBack, operatorId)
  if (!facts.ok) return board.wrong(facts.error)
  if (facts.value.length === 0) return board.notice('wave-nothing-to-put-back')
  board.right('wave-put-back', { count: facts.value.length })
}

/** Takes the order that was refused last from the station that has it, and lays it on the bench. */
export async function takeOverOrder(
  bench: Bench,
  reason: string,
  approvedBy?: string,
): Promise<void> {
  const { board, ports } = bench
  const { foreign, order } = board.view()
  if (!foreign) return board.wrong('not-expected-here', { code: 'take-over' })
  const { orderNumber } = foreign
  if (order && order.orderNumber !== orderNumber && !stopOf(order, ports.stationId))
    return board.wrong('other-order-open', { orderNumber: order.orderNumber, scanned: orderNumber })
  const approval = approvedBy === undefined ? {} : { approvedBy }
  const executed = await run(bench, { type: 'takeOverOrder', orderNumber, reason, ...approval })
  if (!executed) return
  layOpen(bench, executed)
  board.right('order-taken-over', { orderNumber, station: foreign.stationId })
}
